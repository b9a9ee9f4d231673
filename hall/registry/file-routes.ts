import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { RouteAnswer } from '../../contract/client.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { makePassword } from '../../core/staff/first-password.ts'
import type { FileFault } from '../catalog/file-fault.ts'
import type { Hall } from '../hall.ts'
import { type Handlers, prepared, raw } from '../serve.ts'
import { hashPassword } from '../staff/password.ts'
import { actorOf, type Principal } from '../who.ts'
import { changesBetween } from './cells.ts'
import { type ImportOutcome, importRows, nothing, tryImport } from './import.ts'
import { mostRowsOf, readTableFile, type TableFile } from './read-file.ts'
import type { FirstHash, RegistryTable } from './table.ts'
import { tables } from './tables.ts'
import { writeCsv, writeWorkbook } from './write-file.ts'

/** Registries as files: out as CSV and XLSX, in with a preview, all or nothing. */
export const fileRoutes: Handlers<'exportRegistry' | 'importRegistry' | 'exportStaff' | 'importStaff'> = {
  exportRegistry: raw(({ hall, params, query, reply }) =>
    sendFile(hall, reply, tables[params.name], query.format, query.template === 'true'),
  ),
  exportStaff: raw(({ hall, query, reply }) =>
    sendFile(hall, reply, tables.staff, query.format, query.template === 'true'),
  ),

  importRegistry: prepared<'importRegistry', Tried>({
    // Without a preview the import itself says what is faulty, and the writer is held once.
    prepare: ({ hall, who, params, query, body }) =>
      query.preview === 'true'
        ? tryFile(hall, who, tables[params.name], body, true)
        : readOnly(tables[params.name], body),
    write(tx, { params, query }, tried) {
      const table = tables[params.name]
      if (query.preview === 'true') return ok(toAnswer(table, tried))
      const outcome = importRows(tx, table, tried.file, noPassword)
      return outcome.faults.length > 0
        ? fail(faulty(outcome.faults))
        : ok(toAnswer(table, { ...tried, outcome }))
    },
  }),

  importStaff: prepared<'importStaff', TriedStaff>({
    async prepare({ hall, who, query, body }) {
      const tried = await tryFile(hall, who, tables.staff, body, query.preview === 'true')
      if (!tried.ok) return tried
      return ok({ ...tried.value, accounts: query.preview === 'true' ? [] : await hashFirst(tried.value) })
    },
    write(tx, { query }, { accounts, ...tried }) {
      if (query.preview === 'true') return ok({ ...toAnswer(tables.staff, tried), passwords: [] })
      const hashes = new Map(accounts.map(({ account, hash }) => [account, hash]))
      const outcome = importRows(tx, tables.staff, tried.file, (account) =>
        must(hashes.get(account), 'every new account of the file got its password before'),
      )
      if (outcome.faults.length > 0) return fail(faulty(outcome.faults))
      return ok({
        ...toAnswer(tables.staff, { ...tried, outcome }),
        passwords: accounts.flatMap(({ account, name, made }) =>
          made === null ? [] : [{ account, name, password: made }],
        ),
      })
    },
  }),
}

interface Tried {
  readonly file: TableFile
  readonly outcome: ImportOutcome
}

interface NewAccount {
  readonly account: string
  readonly name: string
  readonly hash: string
  /** The password where the hall made it; null where the file brought one. */
  readonly made: string | null
}

interface TriedStaff extends Tried {
  readonly accounts: readonly NewAccount[]
}

const noPassword: FirstHash = () => {
  throw new Error('only the table of staff makes accounts')
}

/** Reads a file that is imported as it is. */
async function readOnly(table: RegistryTable, body: Uint8Array): Promise<Result<Tried, Refusal>> {
  const file = await readTableFile(body, mostRowsOf(table.name))
  if (!file.ok) return fail(faulty(file.problem))
  return ok({ file: file.value, outcome: nothing })
}

/** Reads a file and tries it. A preview lists the faults; an import is refused for them, before any work is done. */
async function tryFile(
  hall: Hall,
  who: Principal,
  table: RegistryTable,
  body: Uint8Array,
  preview: boolean,
): Promise<Result<Tried, Refusal>> {
  const file = await readTableFile(body, mostRowsOf(table.name))
  if (!file.ok) {
    if (!preview) return fail(faulty(file.problem))
    const outcome = { ...nothing, faults: file.problem }
    return ok({ file: { encoding: 'utf-8', rows: [] }, outcome })
  }
  const tried = await tryImport(
    hall.writer,
    actorOf(who),
    table,
    file.value,
    () => 'taken back with the trial',
  )
  if (!tried.ok) return tried
  if (!preview && tried.value.faults.length > 0) return fail(faulty(tried.value.faults))
  return ok({ file: file.value, outcome: tried.value })
}

/** First passwords of a file's new accounts, and their hashes; two at once, which is what a small machine bears. */
async function hashFirst({ outcome }: Tried): Promise<NewAccount[]> {
  const added = outcome.rows.filter(({ what }) => what === 'added')
  const accounts: NewAccount[] = []
  const hashEvery = async (from: number): Promise<void> => {
    for (let at = from; at < added.length; at += 2) {
      const cells = must(added[at], 'the loop ends with the list').after
      const typed = cells['password'] ?? ''
      const made = typed === '' ? makePassword((count) => randomBytes(count)) : null
      const hash = await hashPassword(made ?? typed)
      accounts[at] = { account: cells['account'] ?? '', name: cells['name'] ?? '', hash, made }
    }
  }
  await Promise.all([hashEvery(0), hashEvery(1)])
  return accounts
}

const mostRowsTold = 1000

function toAnswer(table: RegistryTable, { file, outcome }: Tried): RouteAnswer<'importRegistry'> {
  const secret = new Set(table.head.columns.filter((column) => column.secret).map(({ key }) => key))
  const added = outcome.rows.filter(({ what }) => what === 'added').length
  return {
    encoding: file.encoding,
    added,
    changed: outcome.rows.length - added,
    unchanged: outcome.unchanged,
    bookingsCalledOff: outcome.bookingsCalledOff,
    faulty: outcome.faults.map(({ line, column, code, message }) => ({ line, column, code, message })),
    rows: outcome.rows.slice(0, mostRowsTold).map(({ line, key, what, before, after }) => ({
      line,
      key,
      what,
      cells: changesBetween(before, after).filter(({ column }) => !secret.has(column)),
    })),
  }
}

/** The refusal that lists the faults by line; the preview has them all. */
function faulty(faults: readonly FileFault[]): Refusal {
  return refusal('import-faulty', `文件有 ${faults.length} 处错误，未作任何更改。`, {
    errors: faults.slice(0, 100).map(({ line, column, message }) => ({
      path: column === '' ? `第 ${line} 行` : `第 ${line} 行 ${column}`,
      message,
    })),
  })
}

async function sendFile(
  hall: Hall,
  reply: FastifyReply,
  table: RegistryTable,
  format: 'csv' | 'xlsx',
  template: boolean,
): Promise<void> {
  const rows = template ? [] : table.list(hall.db).map(({ cells }) => cells)
  const bytes =
    format === 'csv' ? writeCsv(table.head, rows, template) : await writeWorkbook(table.head, rows, template)
  const name = encodeURIComponent(`${table.head.zh}${template ? '模板' : ''}.${format}`)
  await reply
    .type(
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('cache-control', 'no-store')
    .send(bytes)
}
