import { describe, expect, it } from 'vitest'
import { concernsLine, concernsWindow } from './events.ts'

const place = { windowId: 'w1', queueIds: ['a', 'm'] }
const line = (body: Record<string, unknown>) => concernsLine({ body }, place)

describe('which events a window reads again for', () => {
  it('its own, and what is sent to it', () => {
    expect(concernsWindow({ body: { windowId: 'w1', ticketId: 't' } }, 'w1')).toBe(true)
    expect(concernsWindow({ body: { windowId: 'w2', toWindowId: 'w1', ticketId: 't' } }, 'w1')).toBe(true)
  })
  it('not those of other windows', () => {
    expect(concernsWindow({ body: { windowId: 'w2', ticketId: 't' } }, 'w1')).toBe(false)
    expect(line({ windowId: 'w2', ticketId: 't', queueId: 'b' })).toBe(false)
  })
  it('what concerns the whole hall: a day that ended, settings, accounts', () => {
    expect(concernsWindow({ body: { day: '2026-11-23' } }, 'w1')).toBe(true)
    expect(line({})).toBe(true)
  })
  it('the line: tickets that come, go or move in its queues, wherever they are called', () => {
    expect(line({ ticketId: 't', queueId: 'a' })).toBe(true)
    expect(line({ windowId: 'w2', ticketId: 't', queueId: 'm' })).toBe(true)
    expect(line({ windowId: 'w2', ticketId: 't', queueId: 'b', fromQueueId: 'a' })).toBe(true)
  })
})
