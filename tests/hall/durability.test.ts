import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, createClient, ProblemError } from '../../contract/client.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { checkJournal } from '../../db/journal.ts'
import type { Demonstration } from '../../hall/demonstration/start.ts'
import { spawnNode } from '../support/spawn.ts'
import { refusedWith, startTestHall } from '../support/test-hall.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-durable-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function startProcess() {
  const spawned = spawnNode(['tests/support/hall-process.ts', folder])
  const { url, demonstration }: { url: string; demonstration: Demonstration } = JSON.parse(
    await spawned.firstLine,
  )
  const terminal = (name: string) =>
    must(
      demonstration.terminals.find((one) => one.name === name),
      name,
    ).token
  const kiosk = createClient({ base: url, token: terminal('spare'), timeoutMs: 5000 })
  const account = must(
    demonstration.accounts.find((one) => one.account === 'w001'),
    'w001',
  )
  return { spawned, url, kiosk, account }
}

/** Real: the process, its store, the kill. What was acknowledged is written down by the client, outside the hall. */
it('kill −9 in the middle of work: every acknowledged ticket, call and rating is there after a restart', async () => {
  const issued = new Map<string, string>()
  const reached = new Map<string, Ticket['state']>()
  const rated = new Set<string>()
  for (let round = 0; round < 5; round += 1) {
    const { spawned, url, kiosk, account } = await startProcess()
    const signed = await createClient({ base: url })('signIn', {
      body: { account: account.account, password: account.password },
    })
    const staff = createClient({ base: url, token: signed.token, timeoutMs: 5000 })
    const window = { id: must(account.windowId, 'w001 has a window') }

    // Whatever an earlier life acknowledged stands in this one.
    for (const [id, number] of issued)
      expect(await kiosk('ticket', { params: { id } })).toMatchObject({ number })
    for (const [id, state] of reached) {
      const now = await kiosk('ticket', { params: { id } })
      // An answer that was cut off may have been committed: a ticket may be one step further, never back.
      expect(lifeOrder.indexOf(now.state), `${now.number} ${state} → ${now.state}`).toBeGreaterThanOrEqual(
        lifeOrder.indexOf(state),
      )
      if (rated.has(id)) expect(now.rating?.level).toBe('satisfied')
    }
    await clearHand(staff, window)

    const queueId = must(
      (await kiosk('queues', {})).queues.find((queue) => queue.prefix === 'A'),
      'queue A',
    ).id
    const work = Promise.all([
      ...Array.from({ length: 6 }, () => issueUntilDead(kiosk, queueId, issued)),
      serveUntilDead(staff, kiosk, window, reached, rated),
    ])
    // Each round something must have been acknowledged that a kill could lose, however busy the machine is.
    const enough = { issued: issued.size + 12, rated: rated.size + 1 }
    await Promise.race([work, grown(() => issued.size >= enough.issued && rated.size >= enough.rated)])
    // The moment of the kill is what is tried: each round another, whatever is then under way.
    await delay(round * 37)
    spawned.child.kill('SIGKILL')
    await work
    await spawned.ended
  }
  const db = new Database(join(folder, 'hall.sqlite'), { readonly: true })
  expect(checkJournal(db)).toMatchObject({ intact: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const numbers = db
    .prepare<[], { number: string; day: string }>('SELECT day, number FROM tickets')
    .all()
    .map((row) => `${row.day} ${row.number}`)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.length).toBeGreaterThanOrEqual(issued.size)
  db.close()
  expect(issued.size).toBeGreaterThan(50)
  expect(rated.size).toBeGreaterThan(3)
})

/** Waits until it is so; not for ever, so that what counts afterwards can say what is missing. */
async function grown(isSo: () => boolean): Promise<void> {
  const untilMs = performance.now() + 20_000
  while (!isSo() && performance.now() < untilMs) await delay(5)
}

const lifeOrder: readonly Ticket['state'][] = ['waiting', 'called', 'serving', 'done']

async function issueUntilDead(kiosk: Client, queueId: string, issued: Map<string, string>): Promise<void> {
  for (;;) {
    try {
      const ticket = await kiosk('takeTicket', { body: { queueId } })
      issued.set(ticket.id, ticket.number)
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'hall-away') return
      throw error
    }
  }
}

async function serveUntilDead(
  staff: Client,
  kiosk: Client,
  window: { id: string },
  reached: Map<string, Ticket['state']>,
  rated: Set<string>,
): Promise<void> {
  try {
    await staff('openWindow', { params: window })
    for (;;) {
      const called = await staff('callNext', { params: window })
      if (!called) continue
      reached.set(called.id, 'called')
      const at = { params: window, body: { ticketId: called.id } }
      await staff('startService', at)
      reached.set(called.id, 'serving')
      await staff('finishService', at)
      reached.set(called.id, 'done')
      await kiosk('rateTicket', { params: { id: called.id }, body: { level: 'satisfied', channel: 'pad' } })
      rated.add(called.id)
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'hall-away') throw error
  }
}

/** Windows that are open and tickets in hand survive: the clerk finishes what was begun. */
async function clearHand(staff: Client, window: { id: string }): Promise<void> {
  const mine = must(
    (await staff('windows', {})).windows.find((one) => one.id === window.id),
    'window',
  )
  if (!mine.ticket) return
  const at = { params: window, body: { ticketId: mine.ticket.id } }
  if (mine.ticket.state === 'called') await staff('startService', at)
  await staff('finishService', at)
}

describe('windows that are open, sign-ins and tickets in hand survive a restart', () => {
  it('and the clerk goes on where they were', async () => {
    const hall = await startTestHall({ folder })
    const kiosk = await hall.as('kiosk')
    const one = await hall.as('account:w001')
    const token = await hall.token('account:w001')
    const window = { id: hall.windowId('1') }
    const taken = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    await one('openWindow', { params: window })
    await one('callNext', { params: window })
    await hall.restart()
    const again = hall.client(token)
    expect((await again('windows', {})).windows.find((row) => row.id === window.id)).toMatchObject({
      state: 'open',
      ticket: { id: taken.id, state: 'called' },
    })
    expect((await again('startService', { params: window, body: { ticketId: taken.id } })).state).toBe(
      'serving',
    )
    await hall.stop()
  })
})

describe('a store that is full', () => {
  it('refuses clearly, keeps what it acknowledged, and goes on when there is room', async () => {
    const hall = await startTestHall({ folder, maxPages: 230 })
    const kiosk = await hall.as('kiosk')
    const queueId = hall.queueId('A')
    const acknowledged: Ticket[] = []
    let refused = 0
    while (refused < 5) {
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, () => kiosk('takeTicket', { body: { queueId } })),
      )
      for (const result of results) {
        if (result.status === 'fulfilled') acknowledged.push(result.value)
        else {
          expect(result.reason).toBeInstanceOf(ProblemError)
          expect(result.reason.problem).toMatchObject({ status: 503, code: 'store-unavailable' })
          refused += 1
        }
      }
      expect(acknowledged.length).toBeLessThan(20_000)
    }
    // Reading goes on.
    expect((await kiosk('ticket', { params: { id: must(acknowledged.at(-1), 'one').id } })).state).toBe(
      'waiting',
    )
    hall.running.hall.db.pragma('max_page_count = 100000')
    const numbers = acknowledged
      .map((ticket) => Number(ticket.number.slice(1)))
      .sort((left, right) => left - right)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    // No number was lost to what was refused.
    expect(Number((await kiosk('takeTicket', { body: { queueId } })).number.slice(1))).toBe(
      numbers.length + 1,
    )
    expect(checkJournal(hall.running.hall.db)).toMatchObject({ intact: true })
    await hall.stop()
  })
})

describe('what lies on the disk', () => {
  it('holds no ID number, no rating’s words, no password, no token, no phone secret', async () => {
    const hall = await startTestHall({ folder })
    const kiosk = await hall.as('kiosk')
    const idNumber = '11010519491231002X'
    const { phoneUrl, id } = await kiosk(
      'takeTicket',
      { body: { queueId: hall.queueId('A'), idNumber } },
      { idempotencyKey: 'a key' },
    )
    await refusedWith(kiosk('takeTicket', { body: { queueId: hall.queueId('A'), idNumber } }))
    const one = await hall.as('account:w001')
    const window = { id: hall.windowId('1') }
    await one('openWindow', { params: window })
    await one('callNext', { params: window })
    await one('startService', { params: window, body: { ticketId: id } })
    await one('finishService', { params: window, body: { ticketId: id } })
    await kiosk('rateTicket', {
      params: { id },
      body: { level: 'dissatisfied', text: '窗口的王某让我等了很久', channel: 'pad' },
    })
    const secret = must(phoneUrl.split('#')[1], 'secret')
    const demonstration = must(hall.running.demonstration, 'a demonstration')
    const token = must(await hall.token('account:w001'), 'token')
    const needles = [
      idNumber,
      '王某',
      secret,
      token,
      ...demonstration.accounts.map((row) => row.password),
      ...demonstration.terminals.map((row) => row.token),
    ]
    const files = readdirSync(folder).filter((name) => name.startsWith('hall.sqlite'))
    expect(files).toContain('hall.sqlite-wal')
    for (const name of files) {
      const bytes = readFileSync(join(folder, name))
      for (const needle of needles)
        expect(bytes.includes(needle), `${name} holds ${needle.slice(0, 4)}…`).toBe(false)
    }
    // It is there, sealed: the key opens it.
    const row = must(
      hall.running.hall.db
        .prepare<[string], { id_number_cipher: Buffer }>('SELECT id_number_cipher FROM tickets WHERE id = ?')
        .get(id),
      'row',
    )
    expect(hall.running.hall.cipher.decrypt(row.id_number_cipher, `ticket:${id}`)).toBe(idNumber)
    for (const name of ['secrets.json', 'demonstration.json', 'control.json'])
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    await hall.stop()
  })

  it('an edit of the journal is refused by the store, and one made past it is found', async () => {
    const hall = await startTestHall({ folder })
    const { db } = hall.running.hall
    expect(() => db.prepare("UPDATE journal SET actor = 'nobody' WHERE seq = 3").run()).toThrow(
      'never changed',
    )
    expect(() => db.prepare('DELETE FROM journal WHERE seq = 3').run()).toThrow('never deleted')
    db.exec('DROP TRIGGER journal_is_never_changed')
    db.prepare("UPDATE journal SET actor = 'nobody' WHERE seq = 3").run()
    const auditor = await hall.as('auditor')
    expect(await auditor('journalCheck', {})).toMatchObject({ intact: false, brokenAt: 3 })
    await hall.stop()
  })
})
