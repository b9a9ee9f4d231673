import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { defaultSettings } from '../../../contract/shapes.ts'
import { settingTitle } from './setting-title.ts'

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, initAsync: false, keySeparator: false, nsSeparator: false }),
)

/** Every path of the settings, as the list of changes names it. */
function paths(part: object, before = ''): string[] {
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? paths(value, `${before}${key}.`) : [before + key],
  )
}

it.each(paths(defaultSettings('大厅', 'Hall')))('%s has a name that people read', (path) => {
  expect(settingTitle(path, 'zh-CN')).toMatch(/\p{Script=Han}/u)
  expect(settingTitle(path, 'en')).toMatch(/^[A-Z]/)
})

it('a path of a later version is shown as it is', () => {
  expect(settingTitle('rules.somethingNew', 'zh-CN')).toBe('rules.somethingNew')
})
