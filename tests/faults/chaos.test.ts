import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../contract/entries.ts'
import { must } from '../../core/result.ts'
import { openStore } from '../../db/open.ts'
import { runChaos } from '../../simulate/chaos/chaos.ts'
import { historyOf, settle } from '../../simulate/chaos/settle.ts'
import type { Acknowledged } from '../../simulate/clients/ledger.ts'
import { forge, journalOf } from '../support/spoil.ts'

/** Real: the hall's process, its store, kill −9, every client. Made up: whoever comes. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-chaos-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a hall that is killed in the middle of its day', () => {
  it('loses nothing that it acknowledged and does nothing twice', async () => {
    const chaos = await runChaos({ folder, kills: 6, seed: 3, visits: 120 })
    expect(chaos).toMatchObject({ kills: 6, lost: 0, doubled: 0, balanced: true, faults: [], history: null })
    expect(chaos.acknowledged).toBeGreaterThan(400)
    expect(chaos.retries).toBeGreaterThan(0)
    expect(chaos.reconnections).toBeGreaterThan(6)
  })

  it('and is found out when its disk forgets what was written last', async () => {
    let forgotten = 0
    const chaos = await runChaos({
      folder,
      kills: 6,
      seed: 3,
      visits: 120,
      whileDead(data) {
        const log = join(data, 'hall.sqlite-wal')
        const { size } = statSync(log)
        if (size < 400_000) return
        truncateSync(log, size - 200_000)
        forgotten += 1
      },
    })
    expect(forgotten).toBeGreaterThan(0)
    expect(chaos.balanced).toBe(false)
    expect(chaos.lost).toBeGreaterThan(0)
    expect(chaos.history).toContain('told:')
  })
})

describe('the books of a day in which the hall is killed', () => {
  it('are checked: a call that the journal tells otherwise than every screen showed it is found out', async () => {
    let forged: JournalEntry | null = null
    const chaos = await runChaos({
      folder,
      kills: 8,
      seed: 3,
      visits: 120,
      whileDead(data) {
        const db = new Database(join(data, 'hall.sqlite'))
        const [first, ...later] = journalOf(db).filter(({ type }) => type === 'ticket-called')
        // The last ones may be on their way to the screens still, which would then show what was forged.
        if (forged === null && first !== undefined && later.length >= 3) {
          forge(db, ({ seq }) => (seq === first.seq ? { body: { windowNumber: '99' } } : null))
          forged = first
        }
        db.close()
      },
    })
    const { seq, body } = must<JournalEntry>(forged, 'some were called before the last kill')
    expect(chaos).toMatchObject({ lost: 0, doubled: 0, balanced: false })
    expect(chaos.faults[0]).toMatch(
      new RegExp(`^display #${seq}: display 1 should show call ${body['number']} at window 99`),
    )
    expect(chaos.history).toContain(`ticket ${body['ticketId']}`)
    expect(chaos.history).toContain('ticket-issued')
  })
})

describe('what was promised against what is there', () => {
  const told = (request: string, id: string, number: string): Acknowledged => ({
    client: 'kiosk',
    request,
    idempotencyKey: `key of ${number}`,
    status: 201,
    answer: { id, number },
  })

  /** A day of one life, so that its books are in order, and then something done to them. */
  async function aDay() {
    const chaos = await runChaos({ folder, kills: 0, seed: 5, visits: 60 })
    expect(chaos).toMatchObject({ lost: 0, doubled: 0, balanced: true })
    const store = openStore(join(folder, 'data'))
    if (!store.ok) throw new Error(store.problem.message)
    return store.value
  }

  it('a repeated press that was done twice, a ticket that nobody kept, and a state without an entry are found', async () => {
    const store = await aDay()
    const { db } = store
    const everything = db
      .prepare<[], { id: string; number: string }>('SELECT id, number FROM tickets ORDER BY arrival LIMIT 3')
      .all()
    const [first, second] = everything
    const promises = everything.map(({ id, number }) => told('POST /api/v1/tickets', id, number))

    const unasked = settle(db, promises.slice(1))
    expect(unasked.doubled).toBeGreaterThan(0)
    expect(unasked.balanced).toBe(false)

    const nobody = settle(db, [told('POST /api/v1/tickets', 'nowhere', 'A999')])
    expect(nobody).toMatchObject({ lost: 1, balanced: false })
    expect(nobody.faults[0]).toContain('A999')

    const twice = settle(db, [...promises, ...promises])
    expect(twice.lost).toBe(3)

    const other = settle(db, [
      told('POST /api/v1/tickets', must(first, 'one').id, must(second, 'another').number),
    ])
    expect(other.faults.join('\n')).toContain('was told and')

    db.prepare("UPDATE tickets SET state = 'expired' WHERE id = ?").run(must(first, 'one').id)
    const changed = settle(db, promises)
    expect(changed.faults.join('\n')).toContain(
      `${must(first, 'one').number} is expired and its journal says`,
    )
    expect(historyOf(db, promises, must(first, 'one').id)).toContain('ticket-issued')
    store.close()
  })
})
