import { describe, expect, it } from 'vitest'
import type { PadView } from '../../contract/shapes.ts'
import { nothingDone, padMode, questionId } from './pad-mode.ts'

const at = (ms: number): string => new Date(ms).toISOString()
const question = { ticketId: 't1', number: 'A001', item: null, askedAt: at(0), openUntil: at(60_000) }
const view = (change: Partial<PadView> = {}): PadView => ({
  hallName: '',
  hallNameEn: '',
  windowId: 'w1',
  windowNumber: '1',
  windowState: 'open',
  pauseReason: null,
  staff: { name: '张', post: '', promise: '', partyMember: false },
  serving: null,
  question: null,
  now: at(0),
  seq: 1,
  ...change,
})
const kind = (change: Partial<PadView>, done = nothingDone, nowMs = 1000) =>
  padMode(view(change), done, nowMs).kind

describe('what the pad shows', () => {
  it('rests, serves, calls, pauses, closes', () => {
    expect(kind({})).toBe('rest')
    expect(kind({ staff: null })).toBe('nobody')
    expect(kind({ serving: { number: 'A001', state: 'serving' } })).toBe('serving')
    expect(kind({ serving: { number: 'A001', state: 'called' } })).toBe('calling')
    expect(kind({ windowState: 'paused', pauseReason: '午餐' })).toBe('paused')
    expect(kind({ windowState: 'closed' })).toBe('closed')
  })
  it('asks when a service was finished, until its time is over', () => {
    expect(kind({ question })).toBe('question')
    expect(kind({ question }, nothingDone, 59_999)).toBe('question')
    expect(kind({ question }, nothingDone, 60_000)).toBe('rest')
  })
  it('asks also when the window was closed right after', () => {
    expect(kind({ question, windowState: 'closed', staff: null })).toBe('question')
  })
  it('keeps the question while the next one is called, and makes room once they are served', () => {
    expect(kind({ question, serving: { number: 'A002', state: 'called' } })).toBe('question')
    const next = view({ question, serving: { number: 'A002', state: 'serving' } })
    expect(padMode(next, nothingDone, 0)).toMatchObject({ kind: 'serving', earlier: { number: 'A001' } })
    expect(padMode(next, { ...nothingDone, recalled: true }, 0).kind).toBe('question')
  })
  it('does not ask again what was answered, and asks anew after the next service of the same ticket', () => {
    const done = { ...nothingDone, answered: questionId(question) }
    expect(kind({ question }, done)).toBe('rest')
    expect(kind({ question: { ...question, askedAt: at(5) } }, done)).toBe('question')
  })
  it('reasons and thanks come before whatever the hall says meanwhile', () => {
    const reasons = { question, level: 'dissatisfied' as const }
    expect(kind({ serving: { number: 'A002', state: 'called' } }, { ...nothingDone, reasons })).toBe(
      'reasons',
    )
    expect(kind({ question }, { ...nothingDone, outcome: 'sent' })).toBe('outcome')
  })
})
