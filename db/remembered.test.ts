import { describe, expect, it } from 'vitest'
import { Remembered } from './remembered.ts'

describe('what is remembered for a version', () => {
  it('is computed once, by key, and again for the next version', () => {
    const asked: string[] = []
    const kept = new Remembered<string>()
    const at = (version: number, key: string) =>
      kept.of(version, key, () => {
        asked.push(`${version} ${key}`)
        return `${key} of ${version}`
      })
    expect([at(1, 'a'), at(1, 'a'), at(1, 'b'), at(2, 'a'), at(2, 'a')]).toEqual([
      'a of 1',
      'a of 1',
      'b of 1',
      'a of 2',
      'a of 2',
    ])
    expect(asked).toEqual(['1 a', '1 b', '2 a'])
  })

  it('asks again for what there was none of, within a version too', () => {
    const kept = new Remembered<string | undefined>()
    const found = [undefined, 'there'].map((value) => kept.of(1, 'a', () => value))
    expect([...found, kept.of(1, 'a', () => 'never asked')]).toEqual([undefined, 'there', 'there'])
  })
})
