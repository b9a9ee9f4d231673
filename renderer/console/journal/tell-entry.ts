import { entryTypes, isEntryName, type JournalEntry } from '../../../contract/entries.ts'
import { ticketClasses, ticketStates } from '../../../core/queue/ticket.ts'
import { ratingLevels } from '../../../core/rating/level.ts'
import { staffRoles } from '../../../core/staff/role.ts'
import { terminalRoles } from '../../../core/terminal/role.ts'
import { type Language, sayIn } from '../../ui/i18n.ts'
import { classWords, levelWords, roleWords, stateWords, terminalWords } from '../../ui/words.ts'
import { listWords } from '../frame-words.ts'
import type { NameBook } from './name-book.ts'
import { codeWords, journalWords, keyWords } from './words.ts'

/** What kind of fact it is: in Chinese by the contract's own list, in English by the type's name. */
export function entryTitle(type: string, language: Language): string {
  if (language !== 'en' && isEntryName(type)) return entryTypes[type].says
  const words = type.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Who did it, by name where the name is known. */
export function actorName(actor: string, names: NameBook, language: Language): string {
  const say = sayIn(journalWords, language)
  const [kind = '', id = ''] = actor.split(/:(.*)/s)
  const name = names.get(id)
  switch (kind) {
    case 'staff':
      return name ?? say('unknown', { id })
    case 'terminal':
      return say('byTerminal', { name: name ?? id })
    case 'phone':
      return say('byPhone')
    case 'booking':
      return say('byBooking')
    case 'hall':
      return say('byHall')
    case 'command-line':
      return say('byCommand')
    case 'anyone':
      return say('byNobody')
    default:
      return actor
  }
}

/** The name of a body's key; a key that this version does not know is shown as it stands. */
export function keyName(key: string, language: Language): string {
  const known = Object.keys(keyWords.zh).find((name): name is keyof typeof keyWords.zh => name === key)
  return known === undefined ? key : sayIn(keyWords, language)(known)
}

/** A body's value as a person reads it: names for ids, words for states. */
export function valueText(key: string, value: unknown, names: NameBook, language: Language): string {
  if (value === null || value === undefined || value === '') return sayIn(journalWords, language)('nothing')
  if (typeof value === 'boolean') return sayIn(listWords, language)(value ? 'yes' : 'no')
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Math.round(value * 10) / 10)
  if (typeof value === 'string') return names.get(value) ?? wordOf(key, value, language) ?? value
  if (Array.isArray(value))
    return value.length === 0
      ? sayIn(journalWords, language)('nothing')
      : value.map((one) => valueText(key, one, names, language)).join(language === 'en' ? ', ' : '、')
  return JSON.stringify(value)
}

function wordOf(key: string, value: string, language: Language): string | null {
  const at = <Name extends string>(list: readonly Name[]) => list.find((one) => one === value)
  if (key === 'class' || key === 'from') {
    const found = at(ticketClasses)
    return found === undefined ? null : sayIn(classWords, language)(found)
  }
  if (key === 'state') {
    const found = at(ticketStates)
    if (found !== undefined) return sayIn(stateWords, language)(found)
  }
  if (key === 'level') {
    const found = at(ratingLevels)
    return found === undefined ? null : sayIn(levelWords, language)(found)
  }
  if (key === 'roles' || key === 'role') {
    const found = at(staffRoles)
    if (found !== undefined) return sayIn(roleWords, language)(found)
    const terminal = at(terminalRoles)
    return terminal === undefined ? null : sayIn(terminalWords, language)(terminal)
  }
  const code = coded.includes(key) ? at(Object.keys(codeWords.zh).filter(isCode)) : undefined
  return code === undefined ? null : sayIn(codeWords, language)(code)
}

/** Keys whose values are codes; in others a word that looks like one is a name that somebody typed. */
const coded: readonly string[] = ['state', 'reason', 'detail', 'undone', 'by', 'because', 'channel']

function isCode(name: string): name is keyof typeof codeWords.zh {
  return Object.hasOwn(codeWords.zh, name)
}

/** What stands in the list: the few words by which one recognises an entry. */
const telling = [
  'number',
  'windowNumber',
  'name',
  'queueName',
  'account',
  'terminalName',
  'device',
  'level',
  'undone',
  'reason',
  'because',
  'detail',
  'day',
  'added',
  'code',
  'staffName',
] as const

/** An entry in one line: `A001 · 窗口号 3`. */
export function entrySummary(entry: JournalEntry, names: NameBook, language: Language): string {
  const parts = telling.flatMap((key) => {
    const value = entry.body[key]
    if (value === undefined || value === null || value === '') return []
    const text = valueText(key, value, names, language)
    const plain = key === 'number' || key === 'name' || key === 'terminalName' || key === 'queueName'
    return [plain ? text : `${keyName(key, language)} ${text}`]
  })
  if (parts.length > 0) return parts.slice(0, 4).join(' · ')
  // Nothing that tells: then whom or what it is about.
  for (const key of ['staffId', 'terminalId', 'windowId', 'queueId'] as const) {
    const id = entry.body[key]
    if (typeof id === 'string') return names.get(id) ?? id
  }
  return ''
}

/** Who did it. Whoever signs in is nobody yet when they ask, and is told by the entry itself. */
export function entryActor(entry: JournalEntry, names: NameBook, language: Language): string {
  const { staffId } = entry.body
  const name = typeof staffId === 'string' ? names.get(staffId) : undefined
  return entry.type === 'staff-signed-in' && name !== undefined
    ? name
    : actorName(entry.actor, names, language)
}

export interface SettingChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** What differs between two settings, leaf by leaf. */
export function settingChanges(before: unknown, after: unknown, path = ''): SettingChange[] {
  if (!isRecord(before) && !isRecord(after))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
  const one = isRecord(before) ? before : {}
  const other = isRecord(after) ? after : {}
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    settingChanges(one[key], other[key], path === '' ? key : `${path}.${key}`),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
