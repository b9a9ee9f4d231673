import { describe, expect, it } from 'vitest'
import { eraseAllKey, eraseKey, typed } from './search-text.ts'

describe('typing on the glass', () => {
  it('adds letters and digits and takes them away', () => {
    expect(typed('s', 'b')).toBe('sb')
    expect(typed('sb', eraseKey)).toBe('s')
    expect(typed('', eraseKey)).toBe('')
    expect(typed('社保', eraseKey)).toBe('社')
    expect(typed('𠮷', eraseKey)).toBe('')
    expect(typed('sb', eraseAllKey)).toBe('')
  })
  it('ignores other keys and ends at 40 characters', () => {
    expect(typed('a', '{shift}')).toBe('a')
    expect(typed('a'.repeat(40), 'b')).toBe('a'.repeat(40))
  })
})
