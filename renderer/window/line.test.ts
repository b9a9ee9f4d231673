import { describe, expect, it } from 'vitest'
import { dueLater, placeAfter, secondsSince, undoLeft, waitedMinutes } from './line.ts'

const at = '2026-11-23T09:00:00+08:00'
const atMs = Date.parse(at)

describe('the line', () => {
  it('tells whole minutes waited, and never less than none', () => {
    expect(waitedMinutes(at, atMs + 119_000)).toBe(1)
    expect(waitedMinutes(at, atMs - 60_000)).toBe(0)
    expect(secondsSince(at, atMs + 2500)).toBe(2)
  })
  it('knows an appointment that is not due yet', () => {
    expect(dueLater({ class: 'appointment', dueAt: at }, atMs - 1)).toBe(true)
    expect(dueLater({ class: 'appointment', dueAt: at }, atMs)).toBe(false)
    expect(dueLater({ class: 'ordinary', dueAt: null }, atMs)).toBe(false)
  })
  it('is walked by arrow keys and stops at both ends', () => {
    expect(placeAfter('ArrowDown', 0, 3)).toBe(1)
    expect(placeAfter('ArrowDown', 2, 3)).toBe(2)
    expect(placeAfter('ArrowUp', 0, 3)).toBe(0)
    expect(placeAfter('End', 0, 3)).toBe(2)
    expect(placeAfter('Home', 2, 3)).toBe(0)
    expect(placeAfter('Enter', 1, 3)).toBeNull()
  })
  it('a list in which nothing is chosen begins at its first row', () => {
    expect(placeAfter('ArrowDown', -1, 3)).toBe(0)
  })
})

describe('the time left for an undo', () => {
  it('runs from the whole to nothing', () => {
    expect(undoLeft(at, atMs - 10_000, 10)).toEqual({ seconds: 10, share: 1 })
    expect(undoLeft(at, atMs - 2_500, 10)).toEqual({ seconds: 3, share: 0.25 })
    expect(undoLeft(at, atMs + 1, 10)).toEqual({ seconds: 0, share: 0 })
  })
  it('is never more than the rule, whatever this machine’s clock says', () => {
    expect(undoLeft(at, atMs - 3_600_000, 10)).toEqual({ seconds: 10, share: 1 })
  })
})
