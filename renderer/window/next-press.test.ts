import { expect, it } from 'vitest'
import { keptForMs, NextPress } from './next-press.ts'

it('a press while something else is under way is done next, once', () => {
  const next = new NextPress()
  expect(next.keep('finish', 'start', 0)).toBe(true)
  expect(next.take(200)).toBe('finish')
  expect(next.take(200)).toBeNull()
})

it('the last of several is what is meant', () => {
  const next = new NextPress()
  next.keep('recall', 'callNext', 0)
  next.keep('start', 'callNext', 100)
  expect(next.take(200)).toBe('start')
})

it('the key of what is under way is not kept, nor Enter after a row of the line, nor anything while one leaves', () => {
  const next = new NextPress()
  expect(next.keep('undo', 'undo', 0)).toBe(false)
  for (const doing of ['call', 'resume', 'return'] as const) expect(next.keep('start', doing, 0)).toBe(false)
  expect(next.keep('callNext', 'sign-out', 0)).toBe(false)
  expect(next.take(1)).toBeNull()
})

it('a press that had to wait too long is forgotten', () => {
  const next = new NextPress()
  next.keep('callNext', 'finish', 0)
  expect(next.take(keptForMs + 1)).toBeNull()
})
