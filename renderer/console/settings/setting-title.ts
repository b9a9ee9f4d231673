import { usualAppointmentRules } from '../../../contract/shapes.ts'
import { type Language, sayIn } from '../../ui/i18n.ts'
import { appointmentWords } from '../appointments/words.ts'
import { ruleWords, settingsWords } from './words.ts'

const bounds = {
  ordinary: 'boundOrdinary',
  appointment: 'boundAppointment',
  priority: 'boundPriority',
  green: 'boundGreen',
} as const
const ofHall = ['name', 'nameEn', 'timeZone', 'publicUrl'] as const

/** A setting as its form calls it, by its path: `rules.waitBoundMinutes.green`. One that this version does not know is shown by its path. */
export function settingTitle(path: string, language: Language): string {
  const last = path.split('.').at(-1) ?? ''
  if (path.startsWith('appointments.') && isKey(usualAppointmentRules, last))
    return sayIn(appointmentWords, language)(last)
  const sayRule = sayIn(ruleWords, language)
  if (path.startsWith('rules.waitBoundMinutes.') && isKey(bounds, last)) return sayRule(bounds[last])
  const hall = ofHall.find((one) => one === path)
  if (hall) return sayIn(settingsWords, language)(hall)
  return isKey(ruleWords.zh, last) ? sayRule(last) : path
}

function isKey<Names extends object>(names: Names, key: string): key is keyof Names & string {
  return Object.hasOwn(names, key)
}
