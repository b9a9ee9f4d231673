import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ticketState } from '../../../contract/shapes.ts'
import type { TicketState } from '../../../core/queue/ticket.ts'
import { tokenHash } from '../../../db/cipher.ts'
import { checkJournal } from '../../../db/journal.ts'
import { openStore } from '../../../db/open.ts'
import type { SystemCall } from './recording.ts'

/** The way that tickets go in these tests: none ever goes back. */
const order: readonly TicketState[] = ['waiting', 'called', 'serving', 'done']

const ticketAnswer = z.object({ id: z.string(), number: z.string(), state: ticketState })
const ratingAnswer = z.object({ id: z.string(), level: z.string(), at: z.string() })
const sessionAnswer = z.object({ token: z.string(), staff: z.object({ id: z.string() }) })
const readyLine = z.object({ demonstration: z.looseObject({}) })

/** What the world was told by a hall, read from the bytes that left it. */
export class Told {
  readonly tickets = new Map<string, { number: string; state: TicketState }>()
  readonly ratings = new Map<string, string>()
  readonly sessions = new Set<string>()
  /** The highest number of the journal that anybody heard of. */
  seq = 0
  /** Accounts and terminals with their secrets, once they were told. */
  demonstration: unknown = null
  answers = 0

  /** Takes in what was sent; true when it held an answer to somebody's request. */
  hear(call: SystemCall & { kind: 'sent' }): boolean {
    const text = call.bytes.toString()
    for (const match of text.matchAll(/^id: [0-9a-f-]{36}:(\d+)$/gm))
      this.seq = Math.max(this.seq, Number(match[1]))
    if (text.startsWith('{"url"')) {
      this.demonstration = readyLine.parse(JSON.parse(text)).demonstration
      return true
    }
    if (!/^HTTP\/1\.1 20[01] /.test(text)) return false
    const answer = jsonBody(text)
    const ticket = ticketAnswer.safeParse(answer)
    const rating = ratingAnswer.safeParse(answer)
    const session = sessionAnswer.safeParse(answer)
    if (ticket.success) this.tickets.set(ticket.data.id, ticket.data)
    else if (rating.success) this.ratings.set(rating.data.id, rating.data.level)
    else if (session.success) this.sessions.add(session.data.token)
    else return false
    this.answers += 1
    return true
  }

  /** Opens what a disk holds and says what is missing of what was told; empty when nothing is. */
  missingIn(folder: string): string[] {
    const store = openStore(folder)
    if (!store.ok) return [`the store does not open: ${store.problem.message}`]
    const { db } = store.value
    try {
      const faults: string[] = []
      const integrity = String(db.pragma('integrity_check', { simple: true }))
      if (integrity !== 'ok') return [`the store is damaged: ${integrity}`]
      const journal = checkJournal(db)
      if (!journal.intact) faults.push(`the journal is broken at ${journal.brokenAt}`)
      if (journal.entries < this.seq)
        faults.push(`entry ${this.seq} was told, the journal ends at ${journal.entries}`)
      for (const [id, { number, state }] of this.tickets) {
        const row = db
          .prepare<[string], { number: string; state: TicketState }>(
            'SELECT number, state FROM tickets WHERE id = ?',
          )
          .get(id)
        if (!row) faults.push(`ticket ${number} is lost`)
        else if (row.number !== number || order.indexOf(row.state) < order.indexOf(state))
          faults.push(`ticket ${number} was told ${state} and is ${row.number} ${row.state}`)
      }
      for (const [id, level] of this.ratings) {
        const row = db.prepare<[string], { level: string }>('SELECT level FROM ratings WHERE id = ?').get(id)
        if (row?.level !== level) faults.push(`rating ${id} is lost`)
      }
      for (const token of this.sessions)
        if (!db.prepare('SELECT 1 FROM sessions WHERE token_hash = ?').get(tokenHash(token)))
          faults.push('a sign-in is lost')
      if (this.demonstration !== null) faults.push(...this.#missingFiles(folder))
      return faults.slice(0, 5)
    } finally {
      store.value.close()
    }
  }

  #missingFiles(folder: string): string[] {
    const file = join(folder, 'demonstration.json')
    const kept: unknown = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : null
    const faults: string[] = []
    if (JSON.stringify(kept) !== JSON.stringify(this.demonstration))
      faults.push('the accounts that were told are lost')
    const key = join(folder, 'secrets.json')
    if (!existsSync(key) || !/^[0-9a-f]{64}$/.test(keyIn(readFileSync(key, 'utf8'))))
      faults.push('the key is lost')
    return faults
  }
}

function keyIn(text: string): string {
  const found = z.object({ key: z.string() }).safeParse(parsed(text))
  return found.success ? found.data.key : ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function jsonBody(text: string): unknown {
  return parsed(text.slice(text.indexOf('\r\n\r\n') + 4))
}
