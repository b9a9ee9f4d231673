import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayReturn, mayUndo, type ReturnFacts, type UndoFacts } from './comeback.ts'

const minute = 60_000
const missed: ReturnFacts = {
  returnedBefore: false,
  missedAtMs: 0,
  nowMs: 0,
  numbersCalledSince: 0,
  returnWithinMinutes: 30,
  returnWithinNumbers: 3,
}
const returns = (facts: Partial<ReturnFacts>) => {
  const answer = mayReturn({ ...missed, ...facts })
  return answer.ok ? 'yes' : answer.problem
}

describe('From no-show: back into the queue once within a limit of time or of numbers (configurable), else expired', () => {
  it('within the time', () => {
    const byTime = { returnWithinNumbers: 0, numbersCalledSince: 500 }
    expect(returns({ ...byTime, nowMs: 30 * minute })).toBe('yes')
    expect(returns({ ...byTime, nowMs: 30 * minute + 1 })).toBe('too-late')
  })

  it('until so many later numbers were called', () => {
    const byNumbers = { returnWithinMinutes: 0, nowMs: 600 * minute }
    expect(returns({ ...byNumbers, numbersCalledSince: 2 })).toBe('yes')
    expect(returns({ ...byNumbers, numbersCalledSince: 3 })).toBe('too-late')
  })

  it('while either limit still holds', () => {
    expect(returns({ nowMs: 31 * minute, numbersCalledSince: 2 })).toBe('yes')
    expect(returns({ nowMs: 29 * minute, numbersCalledSince: 50 })).toBe('yes')
    expect(returns({ nowMs: 31 * minute, numbersCalledSince: 3 })).toBe('too-late')
  })

  it('never with both limits switched off', () => {
    expect(returns({ returnWithinMinutes: 0, returnWithinNumbers: 0 })).toBe('too-late')
  })

  it("once: nobody defers himself again and again and comes in at the front (Nevada's DMV, 2015)", () => {
    fc.assert(
      fc.property(
        fc.nat(600),
        fc.nat(500),
        fc.nat(600),
        (returnWithinMinutes, returnWithinNumbers, minutes) => {
          const again = {
            returnedBefore: true,
            returnWithinMinutes,
            returnWithinNumbers,
            nowMs: minutes * minute,
          }
          expect(returns(again)).toBe('already-returned')
        },
      ),
    )
  })

  it('a clock set back an hour takes the right to return from nobody', () => {
    expect(returns({ missedAtMs: 0, nowMs: -60 * minute, numbersCalledSince: 9 })).toBe('yes')
  })
})

const pressed: UndoFacts = { atMs: 0, nowMs: 0, undoSeconds: 10, rated: false }
const undoes = (facts: Partial<UndoFacts>) => {
  const answer = mayUndo({ ...pressed, ...facts })
  return answer.ok ? 'yes' : answer.problem
}

describe('A start, no-show or finish pressed by mistake is undone within 10 s and before any rating', () => {
  it('within 10 s', () => {
    expect(undoes({ nowMs: 10_000 })).toBe('yes')
    expect(undoes({ nowMs: 10_001 })).toBe('undo-expired')
  })

  it('before any rating', () => {
    expect(undoes({ nowMs: 1, rated: true })).toBe('already-rated')
  })

  it('0 s switches it off', () => {
    expect(undoes({ undoSeconds: 0 })).toBe('undo-expired')
  })

  it('a clock set back an hour does not lengthen it', () => {
    expect(undoes({ nowMs: -60 * minute })).toBe('undo-expired')
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat(60), (atMs, nowMs, undoSeconds) => {
        if (undoes({ atMs, nowMs, undoSeconds }) === 'yes') {
          expect(Math.abs(nowMs - atMs)).toBeLessThanOrEqual(undoSeconds * 1000)
        }
      }),
    )
  })
})
