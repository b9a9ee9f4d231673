import { describe, expect, it } from 'vitest'
import { assertNever, fail, must, ok, type Result } from './result.ts'

describe('a result', () => {
  it('carries a value or a problem, told apart by ok', () => {
    const results: Result<number, string>[] = [ok(1), fail('too-late')]
    expect(results.map((result) => (result.ok ? result.value : result.problem))).toEqual([1, 'too-late'])
  })
})

describe('must', () => {
  it('gives back what is there, falsy values included', () => {
    expect(must(0, 'a count')).toBe(0)
    expect(must('', 'a text')).toBe('')
  })

  it.each([null, undefined])('crashes with the reason for %s', (missing) => {
    expect(() => must(missing, 'every ticket has a queue')).toThrow('every ticket has a queue')
  })
})

describe('assertNever', () => {
  it('crashes and names the case that was forgotten', () => {
    expect(() => Reflect.apply(assertNever, null, ['sideways', 'direction'])).toThrow(
      'direction: no case for "sideways"',
    )
  })
})
