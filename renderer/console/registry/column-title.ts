import { type RegistryColumn, type RegistryName, registryHeads } from '../../../contract/registry-columns.ts'
import type { Language } from '../../ui/i18n.ts'
import { sayIn } from '../../ui/i18n.ts'
import { settingTitle } from '../settings/setting-title.ts'
import { registryWords } from './words.ts'

/** What has a record of changes: the registries, terminals, and the hall's settings. */
export type Changing = RegistryName | 'terminals' | 'settings'

const queues = ['queues', 'hours', 'limits'] as const

/** A column by the name that people read; one that this version does not know is shown by its key. */
export function columnTitle(name: Changing, key: string, language: Language): string {
  if (name === 'settings') return settingTitle(key, language)
  if (name === 'terminals') {
    const say = sayIn(registryWords, language)
    const titles: Readonly<Record<string, string>> = {
      name: say('name'),
      window: say('window'),
      zone: say('zone'),
      pad_windows: say('padWindows'),
    }
    return titles[key] ?? key
  }
  // A queue stands in three tables, and its changes name columns of all of them.
  const tables: readonly RegistryName[] = queues.some((one) => one === name) ? queues : [name]
  for (const table of tables) {
    const columns: readonly RegistryColumn[] = registryHeads[table].columns
    const found = columns.find((column) => column.key === key)
    if (found) return language === 'en' ? found.en : found.zh
  }
  return key
}

/** A registry by its name. */
export function registryTitle(name: RegistryName, language: Language): string {
  return language === 'en' ? registryHeads[name].en : registryHeads[name].zh
}
