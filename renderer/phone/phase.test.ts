import { describe, expect, it } from 'vitest'
import { alarmFor, hallTime, hallTimeAt, isLoopback, type PhoneView, phaseOf, ratingAsk } from './phase.ts'

type Change = Partial<PhoneView['ticket']> & { unattended?: boolean }
function view({ unattended = false, ...change }: Change = {}): PhoneView {
  return {
    hallName: '',
    hallNameEn: '',
    queueNameEn: null,
    zoneName: null,
    zoneNameEn: null,
    windowNumbers: [],
    bring: [],
    unattended,
    returnUntil: null,
    seq: 1,
    ticket: {
      id: 't',
      number: 'A001',
      queueId: 'q',
      queueName: '',
      class: 'ordinary',
      state: 'waiting',
      issuedAt: '2026-11-23T09:00:00+08:00',
      ahead: 9,
      estimate: null,
      windowId: null,
      windowNumber: null,
      language: null,
      calls: 0,
      calledAt: null,
      startedAt: null,
      dueAt: null,
      visitId: 'v',
      items: [],
      returnable: false,
      undoUntil: null,
      rating: null,
      ratingOpenUntil: null,
      ...change,
    },
  }
}

describe('the phase of a ticket', () => {
  it('three ahead, and the phone says so', () => {
    expect(phaseOf(view({ ahead: 4 }))).toBe('waiting')
    expect(phaseOf(view({ ahead: 3 }))).toBe('near')
    expect(phaseOf(view({ ahead: 0 }))).toBe('near')
  })
  it('nobody is near while no window serves the queue', () => {
    expect(phaseOf(view({ ahead: 0, unattended: true }))).toBe('waiting')
  })
  it('missed can return or cannot', () => {
    expect(phaseOf(view({ state: 'no-show', returnable: true }))).toBe('missed')
    expect(phaseOf(view({ state: 'no-show' }))).toBe('missed-too-late')
  })
  it.each(['called', 'serving', 'held', 'done', 'cancelled', 'expired'] as const)('%s is itself', (state) => {
    expect(phaseOf(view({ state }))).toBe(state)
  })
})

describe('the rating', () => {
  const until = '2026-11-23T10:00:00+08:00'
  it('is asked while it is open, also while the next item waits', () => {
    const before = Date.parse(until) - 1
    expect(ratingAsk(view({ state: 'done', ratingOpenUntil: until }), before)).toBe('open')
    expect(ratingAsk(view({ state: 'waiting', ratingOpenUntil: until }), before)).toBe('open')
    expect(ratingAsk(view({ state: 'done', ratingOpenUntil: until }), before + 1)).toBe('none')
  })
  it('once given is told as given', () => {
    const rated = view({ state: 'done', rating: { level: 'satisfied', at: until } })
    expect(ratingAsk(rated, 0)).toBe('rated')
  })
})

describe('the reminder', () => {
  const far = view({ ahead: 9 })
  const near = view({ ahead: 2 })
  const called = view({ state: 'called', calls: 1 })
  it('sounds when it is near, once', () => {
    expect(alarmFor(far, near)).toBe('near')
    expect(alarmFor(near, view({ ahead: 1 }))).toBeNull()
  })
  it('sounds for the call and for each recall', () => {
    expect(alarmFor(near, called)).toBe('called')
    expect(alarmFor(called, called)).toBeNull()
    expect(alarmFor(called, view({ state: 'called', calls: 2 }))).toBe('called')
  })
  it('is silent for everything else', () => {
    expect(alarmFor(called, view({ state: 'serving' }))).toBeNull()
    expect(alarmFor(far, view({ ahead: 8 }))).toBeNull()
  })
})

it('times are the hall’s', () => {
  expect(hallTime('2026-11-23T14:35:00+08:00')).toBe('14:35')
  const ms = Date.parse('2026-11-23T14:35:00+08:00')
  expect(hallTimeAt(ms, '2026-11-23T09:00:00+08:00')).toBe('14:35')
  expect(hallTimeAt(ms, '2026-11-23T09:00:00-03:30')).toBe('03:05')
  expect(hallTimeAt(ms, '2026-11-23T09:00:00Z')).toBe('06:35')
})

it('loopback is told from an address that phones reach', () => {
  expect(['127.0.0.1', 'localhost', '127.0.1.1', '[::1]'].every(isLoopback)).toBe(true)
  expect(['192.168.1.5', 'hall.example.cn', '127.example.cn'].some(isLoopback)).toBe(false)
})
