import type { RouteAnswer } from '../../contract/client.ts'
import type { EntryName, JournalEntry } from '../../contract/entries.ts'
import { type CellChange, cellChange, type RegistryName } from '../../contract/registry-columns.ts'
import { readLatestOf } from '../../db/journal.ts'
import { findStaff } from '../../db/staff/staff.ts'
import type { Hall } from '../hall.ts'
import { changesBetween } from './cells.ts'
import { settingsCells, settingsChange, settingsId, settingsRow } from './settings.ts'
import type { RegistryTable, TableRow } from './table.ts'
import { tables } from './tables.ts'

/** What has a list of changes: the registries, the terminals, the hall's settings. */
export type Audited = RegistryName | 'terminals' | 'settings'
type Change = RouteAnswer<'registryChanges'>['changes'][number]

interface Source {
  /** Key of an entry's body that holds the record's id. */
  readonly key: string
  readonly types: Readonly<Partial<Record<EntryName, Change['what'] | 'saved'>>>
}

const queueEntries: Source = {
  key: 'queueId',
  types: { 'queue-saved': 'saved', 'queue-removed': 'removed' },
}
const sources: Readonly<Record<Audited, Source>> = {
  zones: { key: 'zoneId', types: { 'zone-saved': 'saved', 'zone-removed': 'removed' } },
  departments: {
    key: 'departmentId',
    types: { 'department-saved': 'saved', 'department-removed': 'removed' },
  },
  queues: queueEntries,
  hours: queueEntries,
  limits: queueEntries,
  plans: { key: 'queueId', types: { 'booking-plan-saved': 'saved' } },
  windows: { key: 'windowId', types: { 'window-saved': 'saved', 'window-removed': 'removed' } },
  items: {
    key: 'itemId',
    types: { 'item-saved': 'saved', 'item-removed': 'removed', 'catalogue-imported': 'imported' },
  },
  holidays: { key: 'day', types: { 'calendar-day-saved': 'saved', 'calendar-day-removed': 'removed' } },
  staff: { key: 'staffId', types: { 'staff-saved': 'saved' } },
  settings: { key: 'settingsId', types: { 'hall-settings-changed': 'changed' } },
  terminals: {
    key: 'terminalId',
    types: {
      'terminal-created': 'added',
      'terminal-changed': 'changed',
      'terminal-enrolled': 'enrolled',
      'terminal-revoked': 'revoked',
    },
  },
}

/** What an entry of the journal says of a registry. */
export interface RegistryFact {
  readonly what: Change['what']
  readonly recordId: string | null
  readonly cells: readonly CellChange[]
}

/** Reads an entry as a change of this registry; null when it is about something else. */
export function registryFact(name: Audited, entry: JournalEntry): RegistryFact | null {
  const { key, types } = sources[name]
  const kind = Object.entries(types).find(([type]) => type === entry.type)?.[1]
  if (kind === undefined) return null
  if (name === 'settings') return { what: 'changed', recordId: settingsId, cells: settingsChanges(entry) }
  const id = entry.body[key]
  const told = cellChange.array().safeParse(entry.body['changes'])
  const cells = told.success ? told.data : []
  // Items are the one registry whose entries do not say whether the record is new: nothing before it does.
  const isNew =
    entry.body['created'] === true || (cells.length > 0 && cells.every((one) => one.before === null))
  return {
    what: kind === 'saved' ? (isNew ? 'added' : 'changed') : kind,
    recordId: typeof id === 'string' ? id : null,
    cells,
  }
}

function settingsChanges(entry: JournalEntry): CellChange[] {
  const change = settingsChange(entry)
  return change ? changesBetween(settingsCells(change.before), settingsCells(change.after)) : []
}

/** The tables that a registry's records stand in; a queue stands in three. */
export function tablesOf(name: RegistryName): readonly [RegistryTable, ...RegistryTable[]] {
  return name === 'queues' || name === 'hours' || name === 'limits'
    ? [tables.queues, tables.hours, tables.limits]
    : [tables[name]]
}

/** Whether a record is as a change left it, so that the change can be taken back. */
export function isUndoable(
  { what, recordId, cells }: RegistryFact,
  /** Whether a record that was added can be removed again. */
  removable: boolean,
  rows: ReadonlyMap<string, TableRow>,
): boolean {
  if (cells.length === 0 || recordId === null) return false
  const row = rows.get(recordId)
  if (what === 'removed') return row === undefined
  if (row === undefined) return false
  const left = new Map(cells.map(({ column, after }) => [column, after ?? '']))
  const isAsLeft = (column: string) => (row.cells[column] ?? '') === (left.get(column) ?? '')
  if (what === 'changed') return [...left.keys()].every(isAsLeft)
  // An addition tells the cells that were filled in; one that was filled in since would go with the record.
  return what === 'added' && removable && [...left.keys(), ...Object.keys(row.cells)].every(isAsLeft)
}

/** Changes of a registry, newest first; of one record where `record` names it. */
export function registryChanges(
  hall: Hall,
  name: Audited,
  question: { record?: string | undefined; after: number; limit: number },
): RouteAnswer<'registryChanges'> {
  const { key, types } = sources[name]
  const entries = readLatestOf(hall.db, Object.keys(types), {
    key,
    record: question.record,
    before: question.after,
    limit: question.limit,
  })
  const table = name === 'terminals' || name === 'settings' ? null : tablesOf(name)[0]
  const listed = name === 'settings' ? [settingsRow(hall.db)] : (table?.list(hall.db) ?? [])
  const rows = new Map(listed.map((row) => [row.id, row]))
  const changes = entries.flatMap((entry): Change[] => {
    const told = registryFact(name, entry)
    if (!told) return []
    return [
      {
        seq: entry.seq,
        at: entry.at,
        by: nameOf(hall, entry.actor),
        what: told.what,
        recordId: told.recordId,
        record: recordName(entry),
        cells: [...told.cells],
        undoable: isUndoable(told, table?.remove !== undefined, rows),
      },
    ]
  })
  const last = entries.at(-1)
  return { changes, next: entries.length < question.limit ? null : (last?.seq ?? null) }
}

/** Who did it, as colleagues know them. */
function nameOf(hall: Hall, actor: string): string {
  const [kind = '', id = ''] = actor.split(':', 2)
  if (kind === 'staff') {
    const row = findStaff(hall.db, id)
    return row ? `${row.name}（${row.account}）` : id
  }
  const names: Readonly<Record<string, string>> = {
    'command-line': '命令行',
    hall: '大厅服务',
    terminal: '终端',
    anyone: '首次设置',
  }
  return names[kind] ?? actor
}

/** A record as its page calls it: `A 户籍业务`, `3 号窗口`. */
function recordName({ type, body }: JournalEntry): string {
  const text = (key: string): string => {
    const value = body[key]
    return typeof value === 'string' ? value : ''
  }
  if (type.startsWith('window-')) return `${text('number')} 号窗口`
  if (type === 'hall-settings-changed') return '大厅设置'
  if (type.startsWith('queue-') || type === 'booking-plan-saved') return `${text('prefix')} ${text('name')}`
  if (type.startsWith('staff-')) return `${text('name')}（${text('account')}）`
  if (type.startsWith('item-'))
    return text('name') === '' ? text('code') : `${text('name')}（${text('code')}）`
  if (type.startsWith('calendar-')) return text('day')
  if (type === 'catalogue-imported')
    return `目录导入：新增 ${body['added']}，更改 ${body['changed']}，不变 ${body['unchanged']}`
  return text('name')
}
