import { prefix as prefixShape } from '../contract/shapes.ts'
import { type TicketClass, ticketClasses } from '../core/queue/ticket.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { splitRows } from '../hall/catalog/split-rows.ts'

/** One person of a measured day. */
export interface Arrival {
  /** The line of the file that tells of them. */
  readonly line: number
  /** Milliseconds after the day's midnight. */
  readonly atMs: number
  /** The queue's prefix. */
  readonly queue: string
  readonly class: TicketClass
  readonly serviceMs: number
  /** Leaves when it has waited so long; null waits to the end. */
  readonly patienceMs: number | null
}

/** What is wrong with the file: where, and a sentence that says what is expected. `column` is '' for a whole line. */
export interface ArrivalFault {
  readonly line: number
  readonly column: string
  readonly reason: string
}

const needed = ['arrive_at', 'queue', 'class', 'service_seconds'] as const
const optional = ['patience_seconds'] as const
type Column = (typeof needed)[number] | (typeof optional)[number]
const columns: readonly Column[] = [...needed, ...optional]

/** Nobody is served longer than a day, and nobody's patience is longer. */
const mostSeconds = 86_400

/**
 * Reads a measured day: a header that names the columns in any order, then one row a person. Every faulty line is
 * named, not only the first. People come back in the order of arrival; who came in the same second, in the file's.
 */
export function readArrivals(csv: string): Result<readonly Arrival[], readonly ArrivalFault[]> {
  const { rows, broken } = splitRows(csv)
  const faults: ArrivalFault[] = broken ? [{ line: broken.line, column: '', reason: broken.message }] : []
  const [header, ...people] = rows
  if (header === undefined || csv.trim() === '')
    return fail(faults.length > 0 ? faults : [{ line: 1, column: '', reason: '文件是空的。' }])
  const order = readHeader(header.fields)
  if (!order.ok) return fail([...order.problem, ...faults])
  const arrivals: Arrival[] = []
  for (const { line, fields } of people) {
    if (fields.length === 1 && fields[0]?.trim() === '') continue
    const read = readPerson(line, fields, order.value)
    if (read.ok) arrivals.push(read.value)
    else faults.push(...read.problem)
  }
  if (faults.length > 0) return fail(faults.sort((a, b) => a.line - b.line))
  if (arrivals.length === 0) return fail([{ line: 2, column: '', reason: '文件里没有一位到达的人。' }])
  return ok(arrivals.sort((a, b) => a.atMs - b.atMs))
}

function readHeader(fields: readonly string[]): Result<readonly string[], ArrivalFault[]> {
  const found = fields.map((field) => field.trim())
  const faults: ArrivalFault[] = []
  const fault = (column: string, reason: string) =>
    faults.push({
      line: 1,
      column,
      reason: `${reason}第 1 行应为表头：${needed.join(',')}[,${optional[0]}]。`,
    })
  for (const column of needed) if (!found.includes(column)) fault(column, `缺少列 ${column}。`)
  for (const [index, column] of found.entries()) {
    if (!columns.some((known) => known === column)) fault(column, `没有名为“${column}”的列。`)
    else if (found.indexOf(column) < index) fault(column, `列 ${column} 出现了两次。`)
  }
  return faults.length > 0 ? fail(faults) : ok(found)
}

function readPerson(
  line: number,
  fields: readonly string[],
  order: readonly string[],
): Result<Arrival, ArrivalFault[]> {
  if (fields.length !== order.length)
    return fail([{ line, column: '', reason: `应有 ${order.length} 列，现有 ${fields.length} 列。` }])
  const of = (column: Column) => fields[order.indexOf(column)]?.trim() ?? ''
  const faults: ArrivalFault[] = []
  const fault = (column: Column, reason: string) => faults.push({ line, column, reason })

  const atMs = timeOfDay(of('arrive_at'))
  if (atMs === null) fault('arrive_at', `应写作 HH:MM:SS（00:00:00 到 23:59:59），现为“${of('arrive_at')}”。`)
  const queue = prefixShape.safeParse(of('queue'))
  if (!queue.success) fault('queue', `应为一至两个大写字母，不用 I 和 O，现为“${of('queue')}”。`)
  const ticketClass = ticketClasses.find((known) => known === of('class'))
  if (ticketClass === undefined)
    fault('class', `应为 ${ticketClasses.join('、')} 之一，现为“${of('class')}”。`)
  const serviceMs = milliseconds(of('service_seconds'))
  if (serviceMs === null)
    fault('service_seconds', `应为 0 到 ${mostSeconds} 的秒数，现为“${of('service_seconds')}”。`)
  const patient = of('patience_seconds') === ''
  const patienceMs = patient ? null : milliseconds(of('patience_seconds'))
  if (!patient && patienceMs === null)
    fault('patience_seconds', `应为空或 0 到 ${mostSeconds} 的秒数，现为“${of('patience_seconds')}”。`)

  return atMs === null ||
    !queue.success ||
    ticketClass === undefined ||
    serviceMs === null ||
    faults.length > 0
    ? fail(faults)
    : ok({ line, atMs, queue: queue.data, class: ticketClass, serviceMs, patienceMs })
}

function timeOfDay(text: string): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text)
  return parts ? (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3])) * 1000 : null
}

function milliseconds(text: string): number | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  const seconds = Number(text)
  return seconds <= mostSeconds ? Math.round(seconds * 1000) : null
}
