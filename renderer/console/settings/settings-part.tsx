import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import { settingsWords } from './words.ts'

/** The parts of the settings, in their order on the page. */
export const settingsParts = [
  'hall',
  'rules',
  'limits',
  'ratings',
  'targets',
  'board',
  'devices',
  'signIn',
  'endDay',
  'changes',
] as const
export type SettingsPartName = (typeof settingsParts)[number]

/** Where a part stands on the page. */
export function partId(name: SettingsPartName): string {
  return `settings-${name}`
}

/** One part of the settings, with a heading that the list of parts leads to. */
export function SettingsPart(props: { name: SettingsPartName; children: ReactNode }): ReactNode {
  const say = useWords(settingsWords)
  const id = partId(props.name)
  return (
    <section id={id} className="settings-part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say(props.name)}</h2>
      {props.children}
    </section>
  )
}
