import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { guardLoopback, loopbackHosts } from './guard.ts'

function guarded() {
  const app = fastify()
  guardLoopback(app, { hosts: () => loopbackHosts(7300) })
  app.get('/x', async () => ({ read: true }))
  app.post('/x', async () => ({ changed: true }))
  return app
}

describe('a service on loopback', () => {
  it('refuses a foreign host name pointed at this machine (DNS rebinding), even for reading', async () => {
    for (const host of ['evil.example:7300', '127.0.0.1:7301', '127.0.0.1', '']) {
      const answer = await guarded().inject({ method: 'GET', url: '/x', headers: { host } })
      expect(answer.statusCode, host).toBe(403)
      expect(answer.json().code).toBe('wrong-origin')
    }
  })

  it('answers under each of its own names', async () => {
    for (const host of ['127.0.0.1:7300', 'localhost:7300', 'LOCALHOST:7300', '[::1]:7300']) {
      const answer = await guarded().inject({ method: 'GET', url: '/x', headers: { host } })
      expect(answer.statusCode, host).toBe(200)
    }
  })

  it('lets no page from elsewhere change anything', async () => {
    for (const origin of [
      'http://evil.example',
      'http://localhost:9',
      'null',
      'https://127.0.0.1.evil.example:7300',
    ])
      for (const method of ['POST'] as const) {
        const answer = await guarded().inject({
          method,
          url: '/x',
          headers: { host: 'localhost:7300', origin },
        })
        expect(answer.statusCode, origin).toBe(403)
        expect(answer.headers['content-type']).toContain('application/problem+json')
      }
  })

  it('lets our own pages and scripts without an origin change things', async () => {
    const own = { host: '127.0.0.1:7300', origin: 'http://127.0.0.1:7300' }
    expect((await guarded().inject({ method: 'POST', url: '/x', headers: own })).statusCode).toBe(200)
    const script = { host: '127.0.0.1:7300' }
    expect((await guarded().inject({ method: 'POST', url: '/x', headers: script })).statusCode).toBe(200)
  })
})
