import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../contract/entries.ts'
import { defaultSettings } from '../contract/shapes.ts'
import type { TicketClass, TicketState } from '../core/queue/ticket.ts'
import type { RatingLevel } from '../core/rating/level.ts'
import type { Book } from './book-names.ts'
import { checkBooks } from './books.ts'
import type { ScreenRecord } from './clients/display.ts'
import type { WindowRatings } from './rating-book.ts'

const { rules } = defaultSettings('大厅', 'Hall')
const nine = Date.UTC(2026, 10, 24, 1, 0, 0)

/** A journal written by hand: each book is broken once, on purpose, and must be found. */
class Journal {
  readonly entries: JournalEntry[] = []
  readonly states = new Map<string, TicketState>()
  #minute = 0

  constructor() {
    for (const windowId of ['w1', 'w2']) this.#add('window-saved', { windowId, queueIds: ['A', 'B'] })
  }

  at(minute: number): this {
    this.#minute = minute
    return this
  }

  issued(number: string, ticketClass: TicketClass = 'ordinary'): this {
    return this.ticket('ticket-issued', number, 'waiting', { class: ticketClass, day: '2026-11-24' })
  }

  called(number: string, windowId = 'w1', ticketClass: TicketClass = 'ordinary'): this {
    const chosen = false
    return this.ticket('ticket-called', number, 'called', {
      windowId,
      windowNumber: windowId.slice(1),
      chosen,
      class: ticketClass,
    })
  }

  /** Called, started and finished within the minute. */
  served(number: string, windowId = 'w1', ticketClass: TicketClass = 'ordinary'): this {
    const at = { windowId, class: ticketClass, serviceId: `s${number}` }
    return this.called(number, windowId, ticketClass)
      .ticket('service-started', number, 'serving', at)
      .ticket('service-finished', number, 'done', {
        ...at,
        serviceSeconds: 0,
        ratingOpenUntil: '2026-11-24T23:00:00+08:00',
      })
  }

  ticket(type: string, number: string, state: TicketState, more: Record<string, unknown> = {}): this {
    this.states.set(number, state)
    const queueId = number.slice(0, 1)
    return this.#add(type, { ticketId: `t${number}`, number, queueId, class: 'ordinary', state, ...more })
  }

  rated(number: string, level: RatingLevel = 'satisfied'): this {
    return this.#add('rating-given', { serviceId: `s${number}`, ticketId: `t${number}`, level })
  }

  lapsed(number: string): this {
    return this.#add('rating-lapsed', { serviceId: `s${number}`, ticketId: `t${number}` })
  }

  /** Half past nine: when the bookings here are due. */
  static readonly slot = new Date(nine + 30 * 60_000).toISOString()

  booking(type: string, appointmentId: string, more: Record<string, unknown> = {}): this {
    return this.#add(type, { appointmentId, queueId: 'A', startsAt: Journal.slot, ...more })
  }

  /** What a screen saw that missed nothing. */
  screen(): ScreenRecord {
    const calls = this.entries.filter(({ type }) => type === 'ticket-called' || type === 'ticket-recalled')
    const saw = calls.map(({ seq, body }) => ({
      seq,
      number: String(body['number']),
      windowNumber: String(body['windowNumber']),
    }))
    return { name: 'display 1', sinceSeq: 0, saw }
  }

  #add(type: string, body: Record<string, unknown>): this {
    this.entries.push({
      seq: this.entries.length + 1,
      epoch: 'e',
      id: `e${this.entries.length}`,
      type,
      version: 1,
      at: new Date(nine + this.#minute * 60_000).toISOString(),
      actor: 'hall',
      body,
      previousHash: '',
      hash: '',
    })
    return this
  }

  broken(
    more: {
      told?: Record<string, TicketState>
      chainIntact?: boolean
      screens?: readonly ScreenRecord[]
      windows?: readonly WindowRatings[]
    } = {},
  ): Book[] {
    const states = { ...Object.fromEntries(this.states), ...more.told }
    const tickets = Object.entries(states).map(([number, state]) => ({ id: `t${number}`, number, state }))
    const record = {
      journal: this.entries,
      tickets,
      chainIntact: more.chainIntact ?? true,
      rules,
      screens: more.screens ?? [],
      windows: more.windows ?? [],
      sinceSeq: 0,
      kioskIds: null,
    }
    return checkBooks(record).map(({ book }) => book)
  }
}

const aDay = () => new Journal().issued('A001').issued('B001').at(1).served('A001').at(2).issued('A002')

describe('a day whose books balance', () => {
  it('has no break', () => {
    expect(aDay().served('A002').served('B001', 'w2').rated('A001').broken()).toEqual([])
  })

  it('knows the life of a ticket that is missed, returns, is held, transferred and put back', () => {
    const there = { windowId: 'w1' }
    const day = aDay()
      .called('A002')
      .ticket('ticket-missed', 'A002', 'no-show', there)
      .ticket('ticket-returned', 'A002', 'waiting')
      .called('A002')
      .ticket('service-started', 'A002', 'serving', there)
      .ticket('action-undone', 'A002', 'called', { ...there, undone: 'start' })
      .ticket('service-started', 'A002', 'serving', there)
      .ticket('service-held', 'A002', 'held', there)
      .served('B001')
      .ticket('service-resumed', 'A002', 'serving', there)
      .ticket('ticket-transferred', 'A002', 'waiting', { ...there, toWindowId: 'w2' })
      .called('A002', 'w2')
      .ticket('ticket-put-back', 'A002', 'waiting', { windowId: 'w2', toWindowId: null })
      .ticket('ticket-cancelled', 'A002', 'cancelled')
    expect(day.broken()).toEqual([])
  })

  it('lets appointments, priority and the ordinary turn come as the rule says', () => {
    const day = new Journal()
    for (const one of ['A001', 'A002', 'A003', 'A004']) day.issued(one, 'priority')
    day.issued('A005').issued('A006', 'appointment')
    day.served('A006', 'w1', 'appointment')
    for (const one of ['A001', 'A002', 'A003']) day.served(one, 'w1', 'priority')
    expect(day.served('A005').served('A004', 'w1', 'priority').broken()).toEqual([])
  })
})

describe('each book, broken on purpose, is found', () => {
  it('balance: a ticket that the interface tells otherwise, one that is lost, one from nowhere', () => {
    expect(aDay().broken({ told: { A002: 'done' } })).toEqual(['balance'])
    expect(aDay().broken({ told: { A003: 'waiting' } })).toEqual(['balance'])
    const lost = aDay()
    lost.states.delete('A002')
    expect(lost.broken()).toEqual(['balance'])
  })

  it('number: twice on a day, and one left out', () => {
    const twice = aDay()
    twice.ticket('ticket-issued', 'A002', 'waiting', { day: '2026-11-24', ticketId: 'another' })
    expect(twice.broken()).toContain('number')
    expect(aDay().issued('A004').broken()).toEqual(['number'])
  })

  it('life: served without being called, called after the end, never issued', () => {
    expect(aDay().ticket('service-started', 'A002', 'serving', { windowId: 'w1' }).broken()).toEqual(['life'])
    expect(aDay().called('A001').broken()).toContain('life')
    expect(aDay().ticket('ticket-cancelled', 'A009', 'cancelled').broken()).toContain('life')
  })

  it('window: two tickets at one, one ticket at two', () => {
    expect(aDay().called('A002').called('B001').broken()).toEqual(['window'])
    const two = aDay().called('A002', 'w1').ticket('service-started', 'A002', 'serving', { windowId: 'w2' })
    expect(two.broken()).toEqual(['window'])
  })

  it('turn: who came later is called first', () => {
    expect(aDay().issued('A003').called('A003').broken()).toEqual(['turn'])
    const chosen = { windowId: 'w1', chosen: true }
    expect(aDay().issued('A003').ticket('ticket-called', 'A003', 'called', chosen).broken()).toEqual([])
  })

  it('bound: somebody waits beyond the bound of their class while another is called', () => {
    const late = aDay().at(rules.waitBoundMinutes.ordinary + 1)
    expect(late.issued('A003', 'priority').called('A003', 'w1', 'priority').broken()).toEqual(['bound'])
  })

  it('class: an ordinary ticket before one with priority, or that before the green channel', () => {
    const day = () => new Journal().issued('A001')
    expect(day().issued('A002', 'priority').called('A001').broken()).toEqual(['class'])
    expect(day().issued('A002', 'green').called('A001').broken()).toEqual(['class'])
    const both = () => day().issued('A002', 'priority').issued('A003', 'green')
    expect(both().called('A002', 'w1', 'priority').broken()).toEqual(['class'])
    expect(both().called('A003', 'w1', 'green').broken()).toEqual([])
    const chosen = { windowId: 'w1', chosen: true }
    expect(both().ticket('ticket-called', 'A001', 'called', chosen).broken()).toEqual([])
  })

  it('class: after a run of priority calls it is the turn of an ordinary one, and whoever is over the bound goes first', () => {
    const run = new Journal().issued('A001')
    for (const one of ['A002', 'A003', 'A004']) run.issued(one, 'priority').served(one, 'w1', 'priority')
    expect(run.issued('A005', 'priority').called('A001').broken()).toEqual([])
    const late = new Journal().issued('A001').at(rules.waitBoundMinutes.ordinary + 1)
    expect(late.issued('A002', 'priority').called('A001').broken()).toEqual([])
  })

  it('run: one priority call too many while an ordinary ticket waits', () => {
    const day = new Journal().issued('A001')
    for (const one of ['A002', 'A003', 'A004', 'A005'])
      day.issued(one, 'priority').served(one, 'w1', 'priority')
    expect(day.broken()).toEqual(['run'])
  })

  it('rating: a finish that asks for none, and a service that is rated twice', () => {
    const silent = aDay()
      .called('A002')
      .ticket('service-started', 'A002', 'serving', { windowId: 'w1' })
      .ticket('service-finished', 'A002', 'done', { windowId: 'w1', serviceId: 's' })
    expect(silent.broken()).toEqual(['rating'])
    expect(aDay().rated('A001').rated('A001').broken()).toEqual(['rating'])
    expect(aDay().rated('A002').broken()).toEqual(['rating'])
  })

  it('rating: a page that counts whoever was not rated as satisfied', () => {
    const day = aDay().lapsed('A001')
    const service = {
      id: 'sA001',
      ticketId: 'tA001',
      number: 'A001',
      rating: null,
      ratingState: 'not-rated',
    } as const
    const page = { number: '1', services: [service], rated: 0, satisfied: 0, notRated: 1 }
    expect(day.broken({ windows: [page] })).toEqual([])
    expect(day.broken({ windows: [{ ...page, satisfied: 1 }] })).toEqual(['rating'])
    expect(day.broken({ windows: [{ ...page, rated: 1 }] })).toEqual(['rating'])
    expect(day.broken({ windows: [{ ...page, notRated: 0 }] })).toEqual(['rating'])
    const told = [{ ...service, rating: { level: 'satisfied' }, ratingState: 'rated' }] as const
    expect(day.broken({ windows: [{ ...page, services: told }] })).toContain('rating')
  })

  it('rating: a page that shows another level than was pressed', () => {
    const day = aDay().rated('A001', 'dissatisfied')
    const rating = { level: 'dissatisfied' } as const
    const service = { id: 'sA001', ticketId: 'tA001', number: 'A001', rating, ratingState: 'rated' } as const
    const page = { number: '1', services: [service], rated: 1, satisfied: 0, notRated: 0 }
    expect(day.broken({ windows: [page] })).toEqual([])
    const better = { ...service, rating: { level: 'satisfied' } } as const
    expect(day.broken({ windows: [{ ...page, services: [better] }] })).toEqual(['rating'])
  })

  it('booking: checked in twice, after an absence, with a ticket of another kind or nobody’s', () => {
    const booked = () => new Journal().booking('appointment-booked', 'b')
    const came = { ticketId: 'tA001', late: false }
    const ticket = { class: 'appointment', day: '2026-11-24', dueAt: Journal.slot } as const
    const inTime = () => booked().ticket('ticket-issued', 'A001', 'waiting', ticket)
    const checkedIn = () => inTime().booking('appointment-checked-in', 'b', came)
    expect(checkedIn().broken()).toEqual([])
    expect(checkedIn().booking('appointment-checked-in', 'b', came).broken()).toContain('booking')
    expect(checkedIn().booking('appointment-absent', 'b').broken()).toEqual(['booking'])
    expect(booked().booking('appointment-absent', 'b').broken()).toEqual([])
    expect(
      inTime().booking('appointment-absent', 'b').booking('appointment-checked-in', 'b', came).broken(),
    ).toEqual(['booking'])
    expect(
      inTime()
        .booking('appointment-checked-in', 'b', { ...came, late: true })
        .broken(),
    ).toContain('booking')
    expect(booked().booking('appointment-checked-in', 'b', came).broken()).toEqual(['booking'])
    expect(new Journal().issued('A001').booking('appointment-checked-in', 'b', came).broken()).toContain(
      'booking',
    )
    const elsewhen = booked().ticket('ticket-issued', 'A001', 'waiting', { ...ticket, dueAt: null })
    expect(elsewhen.booking('appointment-checked-in', 'b', came).broken()).toEqual(['booking'])
    const elsewhere = booked().ticket('ticket-issued', 'B001', 'waiting', ticket)
    expect(elsewhere.booking('appointment-checked-in', 'b', { ...came, ticketId: 'tB001' }).broken()).toEqual(
      ['booking'],
    )
  })

  it('booking: an appointment is called before its time, or is not at the head once it has come', () => {
    const due = { class: 'appointment', day: '2026-11-24', dueAt: Journal.slot } as const
    const day = () => new Journal().issued('A001').ticket('ticket-issued', 'A002', 'waiting', due)
    expect(day().at(29).called('A002', 'w1', 'appointment').broken()).toEqual(['booking'])
    expect(day().at(30).called('A002', 'w1', 'appointment').broken()).toEqual([])
    expect(day().at(29).called('A001').broken()).toEqual([])
    expect(day().at(31).called('A001').broken()).toEqual(['booking'])
    // Who waited beyond the bound goes before all, and whoever a clerk chose is the clerk's matter.
    expect(
      day()
        .at(rules.waitBoundMinutes.ordinary + 1)
        .called('A001')
        .broken(),
    ).toEqual([])
  })

  it('starve: somebody waits twice the bound while others come and are called', () => {
    const day = aDay().at(2 * rules.waitBoundMinutes.ordinary + 3)
    const found = day.issued('B002').called('B002').broken()
    expect(found).toContain('starve')
    const late = aDay().at(2 * rules.waitBoundMinutes.ordinary + 3)
    expect(late.issued('B002').called('B001').broken()).toEqual([])
  })

  it('display: a call that a screen missed, showed twice, in another order, or at another window', () => {
    const day = aDay().served('A002').served('B001', 'w2')
    const whole = day.screen()
    const [first, second, third] = whole.saw
    if (!first || !second || !third) throw new Error('three were called')
    const saw = (...calls: (typeof whole.saw)[number][]) =>
      day.broken({ screens: [{ ...whole, saw: calls }] })
    expect(saw(...whole.saw)).toEqual([])
    expect(saw(first, third)).toEqual(['display'])
    expect(saw(first, second)).toEqual(['display'])
    expect(saw(first, second, second, third)).toEqual(['display'])
    expect(saw(first, third, second)).toEqual(['display'])
    expect(saw(first, second, { ...third, windowNumber: '1' })).toEqual(['display'])
    const late = { ...whole, sinceSeq: first.seq, saw: [second, third] }
    expect(day.broken({ screens: [late] })).toEqual([])
  })

  it('chain: an entry was changed', () => {
    expect(aDay().broken({ chainIntact: false })).toEqual(['chain'])
  })
})
