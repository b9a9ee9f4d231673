import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ledScreenConfig } from '../../contract/devices/led-screen.ts'
import { ledFamilyOf } from './led-family.ts'

const folder = mkdtempSync(join(tmpdir(), 'profiles-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at = (address: number) => ({ address, windowId: `w${address}` })
const family = (more: object) => {
  const config = {
    name: 'strips',
    kind: 'led-screen',
    screens: [at(1)],
    transport: { virtual: true },
    ...more,
  }
  const made = ledFamilyOf(ledScreenConfig.parse(config))
  return made.ok ? 'made' : made.problem
}

it('makes each family, with a profile by its name or from a file', () => {
  expect(family({ driver: 'onbon-bx5k', screens: [at(300)] })).toBe('made')
  expect(family({ driver: 'a090' })).toBe('made')
  expect(family({ driver: 'aabb' })).toBe('made')
  expect(family({ driver: 'aabb', profile: 'xor' })).toBe('made')
})

it('says what is wrong, and where', () => {
  expect(family({ driver: 'a090', screens: [at(2), at(2)] })).toEqual({
    at: 'screens',
    message: '同一条线上有两块屏的地址都是 2，请改成不同的地址。',
  })
  expect(family({ driver: 'aabb', screens: [at(300)] })).toMatchObject({ at: 'screens' })
  expect(family({ driver: 'aabb', profile: 'nowhere.json' })).toMatchObject({ at: 'profile' })
  const file = join(folder, 'own.json')
  writeFileSync(file, '{"says": "自定", "mode": 300}')
  expect(family({ driver: 'aabb', profile: file })).toMatchObject({
    at: 'profile',
    message: expect.stringContaining('mode'),
  })
})
