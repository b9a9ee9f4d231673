import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Terminal } from '../../contract/shapes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { foldName } from '../../core/registry/fold.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { newCode, newToken, normaliseCode, tokenHash } from '../../db/cipher.ts'
import { findWindow, findZone } from '../../db/queue/windows.ts'
import {
  allTerminals,
  findTerminal,
  findTerminalByCode,
  insertTerminal,
  revoke,
  setCode,
  setToken,
  type TerminalRow,
  updateTerminal,
} from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Cells, changesBetween } from '../registry/cells.ts'
import { type NameOf, namesOfCommand } from '../registry/names.ts'
import { invalid } from '../registry/refuse.ts'
import { lastHeardMs, presenceIn } from './presence.ts'

/** A registration code is good for a working day. */
const codeMs = 24 * 3_600_000

/** A terminal as the interface gives it. */
export function describeTerminal(hall: Hall, row: TerminalRow): Terminal {
  const { timeZone } = hall.settings()
  const at = (ms: number | null): string | null => (ms === null ? null : toRfc3339(ms, timeZone))
  return {
    id: row.id,
    role: row.role,
    name: row.name,
    windowId: row.windowId,
    zoneId: row.zoneId,
    padWindows: row.padWindows === 'all' ? 'all' : [...row.padWindows],
    state: row.revoked ? 'revoked' : row.enrolled ? 'enrolled' : 'waiting-for-code',
    lastSeenAt: at(lastHeardMs(hall, row)),
    presence: row.revoked ? 'off' : presenceIn(hall, row),
    alertedAt: at(row.alertedAtMs),
  }
}

/** A single-use code and until when it is good; told once. */
export interface MadeCode {
  readonly terminal: Terminal
  readonly code: string
  readonly expiresAt: string
}

/** Registers a terminal and gives it its first code. */
export function addTerminal(
  tx: Transaction,
  hall: Hall,
  input: Pick<TerminalRow, 'role' | 'name' | 'windowId' | 'zoneId' | 'padWindows'>,
): Result<MadeCode, Refusal> {
  if (isNameTaken(tx, input.name, null))
    return fail(refusal('already-exists', `已有名为“${input.name}”的终端。`))
  const fault = placeFault(tx, input.role, input, [])
  if (fault) return fault
  const id = tx.newId()
  insertTerminal(tx.db, { ...input, id })
  tx.record(
    fact('terminal-created', {
      terminalId: id,
      role: input.role,
      name: input.name,
      windowId: input.windowId,
      zoneId: input.zoneId,
      changes: changesBetween(null, terminalCellsOf(namesOfCommand(tx))(input)),
    }),
  )
  return makeCode(tx, hall, id)
}

/** What is wrong with where a terminal stands or which pads it carries. Windows that it `had` may be gone since. */
function placeFault(
  tx: Transaction,
  role: TerminalRow['role'],
  { windowId, zoneId, padWindows }: TerminalPlace,
  had: TerminalRow['padWindows'],
): Result<never, Refusal> | null {
  if (windowId !== null && !findWindow(tx.db, windowId)) return invalid('windowId', '没有这个窗口')
  if (zoneId !== null && !findZone(tx.db, zoneId)) return invalid('zoneId', '没有这个区域')
  if (role === 'pad' && windowId === null) return invalid('windowId', '评价器须指定窗口')
  const isKnown = (id: string) => (had !== 'all' && had.includes(id)) || findWindow(tx.db, id) !== undefined
  return padWindows === 'all' || padWindows.every(isKnown)
    ? null
    : invalid('padWindows', '没有这个窗口，请重新选择')
}

/** Whether a terminal other than `id` has a name that passes for this one. */
function isNameTaken(tx: Transaction, name: string, id: string | null): boolean {
  const folded = foldName(name)
  return allTerminals(tx.db).some((one) => one.id !== id && foldName(one.name) === folded)
}

/** Writes a terminal for the record of changes. */
function terminalCellsOf(nameOf: NameOf): (one: TerminalPlace) => Cells {
  return (one) => ({
    name: one.name,
    window: nameOf('windows', one.windowId),
    zone: nameOf('zones', one.zoneId),
    pad_windows:
      one.padWindows === 'all' ? '全部' : one.padWindows.map((id) => nameOf('windows', id)).join('、'),
  })
}

/** What a terminal is called and where it stands; its role stays as it was enrolled. */
export type TerminalPlace = Pick<TerminalRow, 'name' | 'windowId' | 'zoneId' | 'padWindows'>

/** Renames a terminal or moves it. Its token and its page stay: nothing has to be enrolled again. */
export function changeTerminal(
  tx: Transaction,
  hall: Hall,
  id: string,
  change: Partial<TerminalPlace>,
): Result<Terminal, Refusal> {
  const before = findTerminal(tx.db, id)
  if (!before) return fail(refusal('not-found', '没有这个终端。'))
  const after = { ...before, ...change }
  if (after.name !== before.name && isNameTaken(tx, after.name, id))
    return fail(refusal('already-exists', `已有名为“${after.name}”的终端。`))
  const fault = placeFault(tx, before.role, after, before.padWindows)
  if (fault) return fault
  const cells = terminalCellsOf(namesOfCommand(tx))
  updateTerminal(tx.db, after)
  const { name, windowId, zoneId } = after
  const changes = changesBetween(cells(before), cells(after))
  tx.record(fact('terminal-changed', { terminalId: id, name, windowId, zoneId, changes }))
  return ok(describeTerminal(hall, must(findTerminal(tx.db, id), 'it was found above')))
}

/** Gives a terminal a new single-use code. Its old token goes on until the code is used. */
export function makeCode(tx: Transaction, hall: Hall, id: string): Result<MadeCode, Refusal> {
  if (!findTerminal(tx.db, id)) return fail(refusal('not-found', '没有这个终端。'))
  const code = newCode()
  const expiresAtMs = tx.nowMs + codeMs
  const expiresAt = toRfc3339(expiresAtMs, hall.settings().timeZone)
  setCode(tx.db, id, tokenHash(normaliseCode(code)), expiresAtMs)
  tx.record(fact('terminal-code-made', { terminalId: id, expiresAt }))
  return ok({
    terminal: describeTerminal(hall, must(findTerminal(tx.db, id), 'it was found above')),
    code,
    expiresAt,
  })
}

/** Uses a code up and gives the terminal its token, told once. */
export function enrol(
  tx: Transaction,
  hall: Hall,
  code: string,
): Result<{ token: string; terminal: Terminal }, Refusal> {
  const row = findTerminalByCode(tx.db, tokenHash(normaliseCode(code)), tx.nowMs)
  if (!row) return fail(refusal('code-invalid', '注册码不正确、已使用或已过期，请向运维人员要一个新的。'))
  const token = newToken()
  setToken(tx.db, row.id, tokenHash(token))
  tx.record(fact('terminal-enrolled', { terminalId: row.id, role: row.role, name: row.name }))
  return ok({
    token,
    terminal: describeTerminal(hall, must(findTerminal(tx.db, row.id), 'it was found above')),
  })
}

/** Takes a terminal out of service: its token is worth nothing from now on. */
export function revokeTerminal(tx: Transaction, hall: Hall, id: string): Result<Terminal, Refusal> {
  const known = findTerminal(tx.db, id)
  if (!known) return fail(refusal('not-found', '没有这个终端。'))
  revoke(tx.db, id)
  tx.record(fact('terminal-revoked', { terminalId: id, name: known.name }))
  return ok(describeTerminal(hall, must(findTerminal(tx.db, id), 'it was found above')))
}
