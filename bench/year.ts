import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { entryTypes, type Fact, fact } from '../contract/entries.ts'
import { addDays, dayStartsAt, localDay, toRfc3339, weekdayOf } from '../core/day.ts'
import { formatNumber } from '../core/queue/number.ts'
import { must } from '../core/result.ts'
import { appendEntry, type JournalHead, readHead } from '../db/journal.ts'
import { openStore } from '../db/open.ts'
import { changeOne, query } from '../db/statement.ts'
import { readStore } from '../db/store.ts'
import { chanceFrom, oneOf } from '../simulate/reference/chance.ts'

/** Cases of the reference hall in a year. */
export const yearOfVisits = 781_054
const timeZone = 'Asia/Shanghai'

interface Place {
  readonly windowId: string
  readonly number: string
  readonly zoneId: string | null
  readonly staffId: string
  readonly queueId: string
  readonly prefix: string
}

/**
 * Gives a store the history of the year before today: visits on every working weekday, each with its journal (issued, called, started,
 * finished, rated or lapsed), chained as the hall chains it. It is written past the hall, with syncs off: only what is done on top of it is
 * measured.
 */
export function fillYear(folder: string, visits: number, onDay: (done: number) => void): void {
  const store = openStore(folder, { lock: true })
  if (!store.ok) throw new Error(store.problem.message)
  const { db, close } = store.value
  try {
    db.pragma('synchronous = OFF')
    db.pragma('wal_autocheckpoint = 20000')
    db.pragma('foreign_keys = OFF')
    const days = weekdaysBefore(localDay(Date.now(), timeZone))
    const writer = new History(db, must(readStore(db), 'the store was founded').epoch)
    let done = 0
    for (const [index, day] of days.entries()) {
      const until = Math.round((visits * (index + 1)) / days.length)
      query(db, 'BEGIN IMMEDIATE').run()
      writer.day(day, until - done)
      query(db, 'COMMIT').run()
      done = until
      onDay(done)
    }
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    close()
  }
}

function weekdaysBefore(today: string): string[] {
  return Array.from({ length: 365 }, (_, back) => addDays(today, back - 365)).filter(
    (day) => weekdayOf(day) <= 5,
  )
}

class History {
  readonly #db: Database.Database
  readonly #epoch: string
  readonly #places: readonly Place[]
  readonly #kiosks: readonly string[]
  readonly #chance = chanceFrom(781_054)
  #head: JournalHead

  constructor(db: Database.Database, epoch: string) {
    this.#db = db
    this.#epoch = epoch
    this.#head = readHead(db)
    this.#places = query<Place>(
      db,
      `SELECT w.id AS windowId, w.number, w.zone_id AS zoneId, min(s.id) AS staffId, q.id AS queueId, q.prefix
       FROM windows w JOIN window_queues x ON x.window_id = w.id JOIN queues q ON q.id = x.queue_id JOIN staff s ON s.window_id = w.id
       GROUP BY w.id, q.id`,
    ).all()
    this.#kiosks = query<{ id: string }>(db, "SELECT id FROM terminals WHERE role = 'kiosk'")
      .all()
      .map(({ id }) => id)
  }

  /** The visits of one day, spread over its eight hours in order of arrival. */
  day(day: string, visits: number): void {
    const opensMs = dayStartsAt(day, timeZone) + 9 * 3_600_000
    const issued = new Map<string, number>()
    for (let visit = 0; visit < visits; visit += 1) {
      const place = oneOf(this.#chance, this.#places)
      const ordinal = (issued.get(place.queueId) ?? 0) + 1
      issued.set(place.queueId, ordinal)
      this.#visit(day, place, ordinal, opensMs + Math.floor((visit * 8 * 3_600_000) / visits))
    }
    for (const [queueId, count] of issued)
      query(this.#db, 'INSERT INTO counters (day, queue_id, issued) VALUES (?, ?, ?)').run(
        day,
        queueId,
        count,
      )
  }

  #visit(day: string, place: Place, ordinal: number, issuedMs: number): void {
    const { windowId, staffId, queueId, prefix } = place
    const [ticketId, visitId, serviceId] = [uuidv7(), uuidv7(), uuidv7()]
    const terminalId = oneOf(this.#chance, this.#kiosks)
    const number = formatNumber(prefix, ordinal)
    const calledMs = issuedMs + Math.floor(this.#chance() * 1_200_000)
    const startedMs = calledMs + 20_000
    const serviceMs = 120_000 + Math.floor(this.#chance() * 600_000)
    const finishedMs = startedMs + serviceMs
    const rated = this.#chance() < 0.8
    const facts = { ticketId, visitId, number, queueId, class: 'ordinary' as const }
    const at = { windowId, windowNumber: place.number, zoneId: place.zoneId, staffId }
    const arrival = this.#record(
      issuedMs,
      `terminal:${terminalId}`,
      fact('ticket-issued', {
        ...facts,
        state: 'waiting',
        day,
        terminalId,
        itemIds: [],
        named: false,
        ahead: 3,
        lowMinutes: 2,
        highMinutes: 18,
        dueAt: null,
      }),
    )
    const calledSeq = this.#record(
      calledMs,
      `staff:${staffId}`,
      fact('ticket-called', { ...facts, ...at, state: 'called', calls: 1, chosen: false }),
    )
    this.#record(
      startedMs,
      `staff:${staffId}`,
      fact('service-started', { ...facts, ...at, state: 'serving', serviceId }),
    )
    const finishedSeq = this.#record(
      finishedMs,
      `staff:${staffId}`,
      fact('service-finished', {
        ...facts,
        ...at,
        state: 'done',
        serviceId,
        itemId: null,
        itemsLeft: 0,
        serviceSeconds: serviceMs / 1000,
        ratingOpenUntil: toRfc3339(finishedMs + 1_800_000, timeZone),
      }),
    )
    changeOne(
      this.#db,
      `INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, terminal_id, issued_at_ms, arrival, arrived_at_ms,
         window_id, calls, called_at_ms, called_seq, service_id, phone_hash, issued_queue_id, told_low_minutes, told_high_minutes,
         first_called_at_ms, first_window_id, first_staff_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'ordinary', 'done', ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, 2, 18, ?, ?, ?)`,
      ticketId,
      visitId,
      day,
      prefix,
      ordinal,
      number,
      queueId,
      terminalId,
      issuedMs,
      arrival,
      issuedMs,
      windowId,
      calledMs,
      calledSeq,
      serviceId,
      ticketId.replaceAll('-', '').slice(0, 12) + createHash('sha256').update(ticketId).digest('hex'),
      queueId,
      calledMs,
      windowId,
      staffId,
    )
    changeOne(
      this.#db,
      `INSERT INTO services (id, ticket_id, queue_id, window_id, staff_id, day, called_at_ms, started_at_ms, resumed_at_ms, finished_at_ms, service_ms,
         rating_state, rating_open_until_ms, finished_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      serviceId,
      ticketId,
      queueId,
      windowId,
      staffId,
      day,
      calledMs,
      startedMs,
      startedMs,
      finishedMs,
      serviceMs,
      rated ? 'rated' : 'not-rated',
      finishedMs + 1_800_000,
      finishedSeq,
    )
    if (rated) this.#rate(place, { ticketId, serviceId, number, atMs: finishedMs + 15_000 })
    else
      this.#record(
        finishedMs + 1_860_000,
        'hall',
        fact('rating-lapsed', { serviceId, ticketId, number, windowId, staffId }),
      )
  }

  #rate(
    { windowId, staffId }: Place,
    rated: { ticketId: string; serviceId: string; number: string; atMs: number },
  ): void {
    const ratingId = uuidv7()
    const level = this.#chance() < 0.9987 ? 'very-satisfied' : 'fairly-satisfied'
    const { atMs, ...about } = rated
    this.#record(
      atMs,
      'hall',
      fact('rating-given', {
        ratingId,
        ...about,
        windowId,
        staffId,
        itemId: null,
        level,
        reasons: [],
        hasText: false,
        channel: 'pad',
        terminalId: null,
      }),
    )
    changeOne(
      this.#db,
      `INSERT INTO ratings (id, service_id, ticket_id, window_id, staff_id, level, reasons, channel, at_ms) VALUES (?, ?, ?, ?, ?, ?, '[]', 'pad', ?)`,
      ratingId,
      about.serviceId,
      about.ticketId,
      windowId,
      staffId,
      level,
      atMs,
    )
  }

  #record(atMs: number, actor: string, { type, body }: Fact): number {
    const entry = appendEntry(
      this.#db,
      this.#head,
      {
        epoch: this.#epoch,
        id: uuidv7(),
        type,
        version: entryTypes[type].version,
        at: toRfc3339(atMs, timeZone),
        actor,
        body,
      },
      atMs,
    )
    this.#head = { seq: entry.seq, hash: entry.hash }
    return entry.seq
  }
}
