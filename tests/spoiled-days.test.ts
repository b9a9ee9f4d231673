import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { simulateCommand } from '../build/simulate.ts'
import type { SpoilMadeUpDay } from '../build/simulate-day.ts'
import type { Client } from '../contract/client.ts'
import type { JournalEntry } from '../contract/entries.ts'
import { officeHours } from '../contract/shapes.ts'
import { must } from '../core/result.ts'
import type { Book } from '../simulate/book-names.ts'
import { forge, journalOf } from './support/spoil.ts'
import { startTestHall, type TestHall } from './support/test-hall.ts'

/**
 * `npm run simulate` on a hall that goes wrong. Real: the command, the hall, its store, HTTP, every client. Spoiled on
 * purpose, between the day and its books: the store and its journal, each book once.
 */
let hall: TestHall
let folder: string
let ready: string
beforeEach(async () => {
  hall = await startTestHall()
  folder = mkdtempSync(join(tmpdir(), 'govhall-spoiled-'))
  ready = join(folder, 'ready.json')
  const { url, demonstration } = hall.running
  writeFileSync(ready, `${JSON.stringify({ url, ...demonstration })}\n`)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await hall.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the command and keeps what it says. */
async function simulate(args: readonly string[], spoil: Parameters<typeof simulateCommand>[1] = {}) {
  const said = { out: '', err: '' }
  const listen = (stream: NodeJS.WriteStream, to: keyof typeof said) =>
    vi.spyOn(stream, 'write').mockImplementation((part) => {
      said[to] += String(part)
      return true
    })
  const listening = [listen(process.stdout, 'out'), listen(process.stderr, 'err')]
  try {
    const code = await simulateCommand(args, spoil)
    return { code, ...said }
  } finally {
    for (const one of listening) one.mockRestore()
  }
}

const shape = z.object({ balanced: z.boolean(), issued: z.number(), books: z.record(z.string(), z.number()) })
const figuresIn = (out: string) => shape.parse(JSON.parse(must(out.trim().split('\n').at(-1), 'a last line')))
const aDay = (spoil?: SpoilMadeUpDay) =>
  simulate(['--ready', ready, '--visits', '25', '--windows', '4', '--json'], spoil ? { madeUp: spoil } : {})

/** Every entry of a ticket, as the command prints it. */
function history(journal: readonly JournalEntry[], ticketId: unknown): string[] {
  return journal
    .filter(({ body }) => body['ticketId'] === ticketId)
    .map(({ seq, at, type, actor, body }) => `  #${seq}  ${at}  ${type}  ${actor}  ${JSON.stringify(body)}`)
}

/** Plays a day, spoils it, and sees it found: the book by its name, the first offender's whole history, the exit code. */
async function isFound(book: Book, spoil: SpoilMadeUpDay, historyOf = true): Promise<void> {
  const { code, out, err } = await aDay(spoil)
  const figures = figuresIn(out)
  expect(code).toBe(1)
  expect(figures.balanced).toBe(false)
  expect(figures.books[book], err).toBeGreaterThan(0)
  expect(err).toContain('账目不符')
  expect(err).toMatch(new RegExp(`^ {2}${book}( #\\d+)?: `, 'm'))
  if (!historyOf) return
  const offender = must(/第一张出错号票 (\S+) 的全部经过/.exec(err)?.[1], 'a ticket is named')
  const told = err.slice(err.indexOf(offender)).trimEnd().split('\n').slice(1)
  const whole = history(journalOf(hall.running.hall.db), offender)
  expect(whole.length).toBeGreaterThan(0)
  expect(told).toEqual(whole)
}

/** The first entry of a kind since the day began. */
const firstOf = (type: string, sinceSeq: number) => {
  const found = journalOf(hall.running.hall.db).find((one) => one.type === type && one.seq > sinceSeq)
  return must(found, `the day had ${type}`)
}
const falsify = (seq: number, body: Record<string, unknown>) =>
  forge(hall.running.hall.db, (entry) => (entry.seq === seq ? { body } : null))

/** A queue that window 1 serves, and its clerk: for a few calls after the day, with tickets of another kiosk. */
async function atWindowOne() {
  const clerk = await hall.as('account:w001')
  const window = { id: hall.windowId('1') }
  await clerk('openWindow', { params: window })
  const { windows } = await clerk('windows')
  const queueId = must(windows.find(({ id }) => id === window.id)?.queueIds[0], 'it serves a queue')
  const kiosk = hall.client(
    must(
      hall.running.demonstration?.terminals.find(({ role, name }) => role === 'kiosk' && name !== 'spare'),
      'a kiosk of its own',
    ).token,
  )
  const take = (ticketClass: 'ordinary' | 'priority' = 'ordinary') =>
    kiosk('takeTicket', { body: { queueId, class: ticketClass } })
  return { clerk, window, queueId, kiosk, take }
}

/** A clerk picks somebody from the line, and the journal is made to say that it was their turn. */
async function callOutOfTurn(clerk: Client, window: { id: string }, ticketId: string): Promise<void> {
  await clerk('callTicket', { params: window, body: { ticketId } })
  forge(hall.running.hall.db, ({ type, body }) =>
    type === 'ticket-called' && body['ticketId'] === ticketId ? { body: { chosen: false } } : null,
  )
}

describe('a day of a hall that is in order', () => {
  it('balances, and ends with 0', async () => {
    const { code, out, err } = await aDay()
    expect(code, err).toBe(0)
    expect(figuresIn(out)).toMatchObject({ balanced: true, issued: 25 })
    expect(err).not.toContain('账目不符')
  })
})

describe('each book, broken in a real hall, is named and ends with 1', () => {
  it('balance: the interface tells a ticket otherwise than the journal', () =>
    isFound('balance', async ({ sinceSeq }) => {
      const { ticketId } = firstOf('service-finished', sinceSeq).body
      hall.running.hall.db.prepare("UPDATE tickets SET state = 'cancelled' WHERE id = ?").run(ticketId)
    }))

  it('number: two tickets with one number', () =>
    isFound('number', async ({ sinceSeq }) => {
      const { queueId, number } = firstOf('ticket-issued', sinceSeq).body
      const next = must(
        journalOf(hall.running.hall.db).find(
          ({ type, body }) =>
            type === 'ticket-issued' && body['queueId'] === queueId && body['number'] !== number,
        ),
        'two came to one queue',
      )
      falsify(next.seq, { number })
    }))

  it('life: a service that was resumed and never begun', () =>
    isFound('life', async ({ sinceSeq }) => {
      const { seq } = firstOf('service-started', sinceSeq)
      forge(hall.running.hall.db, (entry) => (entry.seq === seq ? { type: 'service-resumed' } : null))
    }))

  it('window: called at one window, served at another', () =>
    isFound('window', async ({ sinceSeq }) => {
      const { seq, body } = firstOf('service-started', sinceSeq)
      const other = ['1', '2'].map(hall.windowId).find((id) => id !== body['windowId'])
      falsify(seq, { windowId: other })
    }))

  it('turn: who came second was called first', () =>
    isFound('turn', async () => {
      const { clerk, window, take } = await atWindowOne()
      await take()
      await callOutOfTurn(clerk, window, (await take()).id)
    }))

  it('class: an ordinary ticket was called while one with priority waited', () =>
    isFound('class', async () => {
      const { clerk, window, take } = await atWindowOne()
      const { id } = await take()
      await take('priority')
      await callOutOfTurn(clerk, window, id)
    }))

  it('bound: somebody waited longer than the bound while another was called', () =>
    isFound('bound', async () => {
      const { clerk, window, take } = await atWindowOne()
      await take()
      hall.advance(50 * 60_000)
      await callOutOfTurn(clerk, window, (await take('priority')).id)
    }))

  it('run: a fourth priority call in a row while an ordinary ticket waited', () =>
    isFound('run', async () => {
      const { clerk, window, take } = await atWindowOne()
      await take()
      for (let turn = 0; turn < 4; turn += 1) {
        const { id } = await take('priority')
        await callOutOfTurn(clerk, window, id)
        await clerk('missTicket', { params: window, body: { ticketId: id } })
      }
    }))

  it('booking: somebody with an appointment was called before their time', () =>
    isFound('booking', async () => {
      const { clerk, window, queueId, kiosk } = await atWindowOne()
      const operator = await hall.as('operator')
      const slots = { bookable: true, slotMinutes: 30 }
      await operator('saveBookingPlan', { params: { id: queueId }, body: slots })
      const anyone = hall.client(null)
      const ours = (await kiosk('items', { query: { limit: 2000 } })).items.filter(
        (one) => one.queueId === queueId,
      )
      const itemId = must(ours[0], 'an item of the queue').id
      const idNumber = 'E00000001'
      await anyone('book', { body: { itemId, day: '2026-11-24', start: '11:30', idNumber } })
      hall.advance(70 * 60_000)
      await callOutOfTurn(clerk, window, (await kiosk('checkIn', { body: { idNumber } })).id)
    }))

  it('starve: somebody waited twice the bound, and who came only then was called', () =>
    isFound('starve', async () => {
      const { clerk, window, take } = await atWindowOne()
      await take()
      hall.advance(100 * 60_000)
      await callOutOfTurn(clerk, window, (await take()).id)
    }))

  it('rating: a window’s page shows a better level than was pressed', () =>
    isFound('rating', async ({ sinceSeq }) => {
      const { seq, body } = firstOf('rating-given', sinceSeq)
      falsify(seq, { level: body['level'] === 'satisfied' ? 'dissatisfied' : 'satisfied' })
    }))

  it('display: a call that the screens showed at another window', () =>
    isFound('display', async ({ sinceSeq }) => {
      falsify(firstOf('ticket-called', sinceSeq).seq, { windowNumber: '99' })
    }))

  it('chain: an entry was changed and its hash was not', () =>
    isFound(
      'chain',
      async ({ sinceSeq }) => {
        const { db } = hall.running.hall
        db.exec('DROP TRIGGER journal_is_never_changed')
        db.prepare("UPDATE journal SET actor = 'somebody else' WHERE seq = ?").run(sinceSeq)
      },
      false,
    ))
})

describe('a day on which nobody is let in', () => {
  it('proves nothing: it says so and ends with 1', async () => {
    const operator = await hall.as('operator')
    const { queues } = await operator('queueRegister')
    for (const { id } of queues) await operator('saveQueue', { params: { id }, body: { hours: officeHours } })
    // Seven in the morning.
    hall.advance(-3 * 3_600_000)
    const args = ['--ready', ready, '--visits', '25', '--windows', '4']
    const told = await simulate(args)
    expect(told.code).toBe(1)
    expect(told.err).toContain('来了 25 人，一个也没有取到号')
    expect(told.out).toContain('没有人取到号，无账可对')
    expect(told.out).not.toContain('账目相符')
    const { code, out } = await simulate([...args, '--json'])
    expect(code).toBe(1)
    expect(figuresIn(out)).toMatchObject({ issued: 0, balanced: false })
  })
})

describe('a day that somebody measured, in a hall that is spoiled', () => {
  let args: string[]
  beforeEach(() => {
    const file = join(folder, 'day.csv')
    const rows = ['arrive_at,queue,class,service_seconds', '09:00:00,A,ordinary,60', '09:00:10,A,ordinary,60']
    writeFileSync(file, `${rows.join('\n')}\n`)
    args = ['--arrivals', file, '--windows', '1']
  })

  it('ends with 1, names the book and tells the first offender’s whole history', async () => {
    let whole: string[] = []
    const { code, out, err } = await simulate(args, {
      measured({ running: { hall: spoiled } }) {
        const { db } = spoiled
        db.exec("UPDATE tickets SET state = 'waiting' WHERE number = 'A002'")
        const journal = journalOf(db)
        const issued = journal.find(({ body }) => body['number'] === 'A002')
        whole = history(journal, issued?.body['ticketId'])
      },
    })
    expect(code).toBe(1)
    expect(err).toMatch(/^ {2}balance: A002 is waiting; the journal says done/m)
    expect(whole.length).toBeGreaterThanOrEqual(4)
    for (const line of whole) expect(err).toContain(line)
    expect(err).not.toContain('A001')
    expect(out).toContain('账目不符')
  })

  it('in order it ends with 0', async () => {
    const { code, out, err } = await simulate(args)
    expect(code, err).toBe(0)
    expect(out).toContain('取号 2 = 办结 2')
    expect(out).toContain('账目相符')
  })

  it('does not go together with a running hall, and says why in the language of the rest', async () => {
    for (const option of ['url', 'ready', 'data', 'visits', 'screens']) {
      const { code, err } = await simulate([...args, `--${option}`, '1'])
      expect(code).toBe(1)
      expect(err).toContain(`--arrivals 不能与 --${option} 同用。`)
      expect(err).toContain('模拟的时钟')
    }
    const { err } = await simulate([...args, '--sped', '2'])
    expect(err).toContain('没有选项 --sped。')
    expect(err).not.toContain('Unknown option')
  })
})
