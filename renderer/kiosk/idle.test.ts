import { describe, expect, it } from 'vitest'
import { doneAfterSeconds, idlenessAfter } from './idle.ts'

describe('an untouched session', () => {
  it('is left alone for 45 seconds', () => {
    expect(idlenessAfter(0)).toEqual({ state: 'active' })
    expect(idlenessAfter(44_999)).toEqual({ state: 'active' })
  })
  it('is then warned, counting down', () => {
    expect(idlenessAfter(45_000)).toEqual({ state: 'warned', secondsLeft: 15 })
    expect(idlenessAfter(59_001)).toEqual({ state: 'warned', secondsLeft: 1 })
  })
  it('is over at 60 seconds', () => {
    expect(idlenessAfter(60_000)).toEqual({ state: 'over' })
    expect(idlenessAfter(3_600_000)).toEqual({ state: 'over' })
  })
  it('goes home from a taken ticket within 30 seconds', () => {
    expect(doneAfterSeconds).toBeLessThanOrEqual(30)
  })
})
