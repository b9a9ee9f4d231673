import { describe, expect, it } from 'vitest'
import { type Progress, stepsOf } from './steps.ts'

const empty: Progress = {
  departments: 0,
  items: 0,
  queues: 0,
  queuesOn: 0,
  windows: 0,
  windowsServing: 0,
  staffAtWindows: 0,
  terminals: 0,
  terminalsEnrolled: 0,
  kiosksEnrolled: 0,
}
const states = (progress: Progress) => stepsOf(progress).map((step) => step.state)

describe('the set-up of a real hall', () => {
  it('begins with the catalogue', () => {
    expect(states(empty)).toEqual(['next', 'later', 'later', 'later', 'later'])
  })
  it('windows come before open queues: nobody waits for nothing', () => {
    const imported = { ...empty, departments: 34, items: 1135, queues: 34 }
    expect(states(imported)).toEqual(['done', 'next', 'later', 'later', 'later'])
  })
  it('windows that serve nothing are begun, not done', () => {
    const [, windows] = stepsOf({ ...empty, departments: 1, items: 1, queues: 1, windows: 20 })
    expect(windows).toEqual({ name: 'windows', state: 'next', begun: true })
  })
  it('a step done out of turn counts, and the first that is missing is next', () => {
    const odd = { ...empty, departments: 1, items: 1, queues: 1, queuesOn: 1, staffAtWindows: 3 }
    expect(states(odd)).toEqual(['done', 'next', 'done', 'done', 'later'])
  })
  it('a display alone is no terminal at which one takes a ticket', () => {
    const hall = { ...empty, items: 1, windowsServing: 1, queuesOn: 1, staffAtWindows: 1 }
    expect(states({ ...hall, terminals: 2, terminalsEnrolled: 2 }).at(-1)).toBe('next')
    expect(states({ ...hall, terminals: 2, terminalsEnrolled: 2, kiosksEnrolled: 1 })).not.toContain('next')
  })
})
