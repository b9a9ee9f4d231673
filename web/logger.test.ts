import { describe, expect, it } from 'vitest'
import { createLogger, loggedPath } from './logger.ts'

describe('the log', () => {
  it('never holds credentials or what a person typed', () => {
    const lines: string[] = []
    const log = createLogger('test', { write: (line) => lines.push(line) })
    const secret = 'S3CRET-VALUE'
    log.info({
      authorization: `Bearer ${secret}`,
      body: { idNumber: secret },
      req: { id: 1, method: 'POST', url: `/api/v1/tickets?idNumber=${secret}`, headers: { cookie: secret } },
      answer: { token: secret, phoneUrl: secret, bookingUrl: secret, bookingCode: secret },
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(secret)
    expect(lines[0]).toContain('/api/v1/tickets')
  })

  it('cuts what could be a secret out of an address and keeps ids', () => {
    expect(loggedPath('/p/0123456789abcdef0123456789abcdef/rate?x=1')).toBe('/p/…/rate')
    const ticket = '/api/v1/tickets/01933c2e-7b1a-7000-8000-000000000001'
    expect(loggedPath(ticket)).toBe(ticket)
    expect(loggedPath('/assets/kiosk-0123456789abcdef.js')).toBe('/assets/kiosk-0123456789abcdef.js')
  })
})
