import { expect, it } from 'vitest'
import { foldName } from './fold.ts'

it('what a person takes for the same name is one name', () => {
  expect(foldName(' Ｃ区（涉企） ')).toBe(foldName('c区(涉企)'))
  expect(foldName('W００１')).toBe('w001')
  expect(foldName('一区')).not.toBe(foldName('二区'))
})
