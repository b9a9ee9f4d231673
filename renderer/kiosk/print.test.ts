import { describe, expect, it } from 'vitest'
import { isUnderWay, printInEvent, printingOf, printOf, reasonOf } from './print.ts'

describe('the paper', () => {
  it('is read from an answer of the bridge, and is not in one of the hall', () => {
    expect(printOf({ id: 't', print: { state: 'queued', reason: null } })).toEqual({
      state: 'queued',
      reason: null,
    })
    expect(printOf({ id: 't' })).toBeNull()
    expect(printOf(undefined)).toBeNull()
  })
  it('is followed by events of this ticket alone', () => {
    const event = JSON.stringify({ ticketId: 't1', print: { state: 'failed', reason: 'paper-out' } })
    expect(printInEvent(event, 't1')).toEqual({ state: 'failed', reason: 'paper-out' })
    expect(printInEvent(event, 't2')).toBeNull()
    expect(printInEvent('{', 't1')).toBeNull()
    expect(printInEvent('{"ticketId":"t1"}', 't1')).toBeNull()
  })
  it('that nobody can print is no failure: the number stays on the screen', () => {
    expect(printingOf(null)).toBe('none')
    expect(printingOf({ state: 'failed', reason: 'no-printer' })).toBe('none')
    expect(printingOf({ state: 'failed', reason: 'paper-out' })).toBe('failed')
    expect(printingOf({ state: 'queued', reason: null })).toBe('printing')
  })
  it('is under way until it has ended', () => {
    expect(isUnderWay({ state: 'printing', reason: null })).toBe(true)
    expect(isUnderWay({ state: 'printed', reason: null })).toBe(false)
    expect(isUnderWay(null)).toBe(false)
  })
  it('says why it failed where that is known', () => {
    expect(reasonOf({ state: 'failed', reason: 'cover-open' })).toBe('coverOpen')
    expect(reasonOf({ state: 'unknown', reason: null })).toBeNull()
  })
})
