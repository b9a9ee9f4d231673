import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../../contract/entries.ts'
import { findTickets } from './find-tickets.ts'

function issued(seq: number, number: string): JournalEntry {
  return {
    seq,
    epoch: 'e',
    id: String(seq),
    type: 'ticket-issued',
    version: 1,
    at: `2026-11-23T09:00:${String(seq % 60).padStart(2, '0')}+08:00`,
    actor: 'hall',
    body: { ticketId: `t${seq}`, number },
    previousHash: '',
    hash: '',
  }
}

/** A journal of so many tickets, newest first in parts of ten. */
function journal(numbers: readonly string[]) {
  let reads = 0
  const entries = numbers.map((number, at) => issued(at + 1, number))
  return {
    reads: () => reads,
    read: async (after: number) => {
      reads += 1
      const part = entries
        .filter((entry) => after === 0 || entry.seq < after)
        .toReversed()
        .slice(0, 10)
      return { entries: part, next: part.length < 10 ? null : (part.at(-1)?.seq ?? null) }
    },
  }
}

describe('a ticket by the number on its paper', () => {
  it('is found however it is typed, and reading stops there', async () => {
    const { read, reads } = journal(['B001', ...Array.from({ length: 12 }, (_, at) => `A${at}`)])
    const { found } = await findTickets(read, ' a3 ')
    expect(found.map((ticket) => ticket.ticketId)).toEqual(['t5'])
    expect(reads()).toBe(1)
  })

  it('looks back a bounded way and says where to go on', async () => {
    const { read, reads } = journal(['B001', ...Array.from({ length: 200 }, (_, at) => `A${at}`)])
    const first = await findTickets(read, 'B001')
    expect(first.found).toEqual([])
    expect(reads()).toBe(8)
    expect(first.next).toBe(122)
    const second = await findTickets(read, 'B001', first.next ?? 0)
    expect(second.found).toEqual([])
    expect((await findTickets(read, 'B001', second.next ?? 0)).found).toHaveLength(1)
  })

  it('in an empty journal there is none', async () => {
    expect(await findTickets(journal([]).read, 'A001')).toEqual({ found: [], lookedBackTo: null, next: null })
  })
})
