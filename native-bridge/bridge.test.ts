import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { textOf } from './codec/escpos-decoder.ts'
import { escposTiming } from './driver/escpos-timing.ts'
import { ownTimeoutMs } from './hall/hall-link.ts'
import { longestWaitMs } from './printing/print-queue.ts'
import type { SimulatedPaper } from './simulator/escpos-printer.ts'
import { type BridgeBench, type BridgeBenchOptions, setUpBridge } from './testing/bridge-bench.ts'
import { terminalId } from './testing/fake-hall.ts'

const benches: BridgeBench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function bench(options: BridgeBenchOptions = {}): Promise<BridgeBench> {
  const made = await setUpBridge(options)
  benches.push(made)
  return made
}
const key = (value: string) => ({ 'idempotency-key': value })
const take = { queueId: 'queue-1' }
const numbersOn = (papers: readonly SimulatedPaper[]) =>
  papers.flatMap((paper) => paper.lines.map(textOf).filter((text) => /^A\d{3}$/.test(text)))

describe('a ticket taken at the kiosk', () => {
  it('is issued by the hall, printed once, and the hall learns that it was', async () => {
    const on = await bench()
    const taken = await on.call('POST', '/api/v1/tickets', take, key('press-1'))
    expect(taken.status).toBe(201)
    expect(taken.json).toMatchObject({
      id: 'ticket-001',
      number: 'A001',
      phoneUrl: 'http://hall/phone/#ticket-001',
      print: { state: 'queued', reason: null },
    })
    expect(await on.settled('ticket-001')).toEqual({ state: 'printed', reason: null })
    expect(numbersOn(on.printer.papers)).toEqual(['A001'])
    await on.hall.reported('print ticket-001 printed/')
  })

  it('is printed when a booking is checked in, and not again when it is checked in again', async () => {
    const on = await bench()
    const path = '/api/v1/appointments/check-in'
    const first = await on.call('POST', path, { code: 'K7QM-3HX9' })
    expect(first.json).toMatchObject({ number: 'A001', checkIn: 'on-time', print: { state: 'queued' } })
    await on.settled('ticket-001')
    const again = await on.call('POST', path, { code: 'K7QM-3HX9' })
    expect(again.json).toMatchObject({ checkIn: 'again', print: { state: 'printed' } })
    expect(numbersOn(on.printer.papers)).toEqual(['A001'])
  })

  it('FQM: is never printed before it was committed, and not at all when it was refused', async () => {
    const on = await bench()
    on.hall.closed = true
    const refused = await on.call('POST', '/api/v1/tickets', take)
    expect([refused.status, refused.json['code']]).toEqual([409, 'queue-closed'])
    expect(refused.type).toContain('application/problem+json')
    await on.restart()
    expect(on.printer.papers).toEqual([])
    expect(on.printer.unfinished).toEqual([])
  })

  it('ZMSKVR-1363: a press repeated with its key gives the same ticket and no second paper', async () => {
    const on = await bench()
    const both = await Promise.all([
      on.call('POST', '/api/v1/tickets', take, key('press-1')),
      on.call('POST', '/api/v1/tickets', take, key('press-1')),
    ])
    expect(both.map((one) => one.json['id'])).toEqual(['ticket-001', 'ticket-001'])
    await on.settled('ticket-001')
    const again = await on.call('POST', '/api/v1/tickets', take, key('press-1'))
    expect(again.json['print']).toEqual({ state: 'printed', reason: null })
    await on.restart()
    await on.call('POST', '/api/v1/tickets', take, key('press-1'))
    expect(numbersOn(on.printer.papers)).toEqual(['A001'])
  })

  it('an answer that was lost is hall-away; the repeated press gets its one ticket on paper', async () => {
    const on = await bench()
    on.hall.loseNextAnswer = true
    const lost = await on.call('POST', '/api/v1/tickets', take, key('press-1'))
    expect([lost.status, lost.json['code']]).toEqual([503, 'hall-away'])
    const again = await on.call('POST', '/api/v1/tickets', take, key('press-1'))
    expect(again.json['id']).toBe('ticket-001')
    await on.settled('ticket-001')
    expect(on.hall.issued.size).toBe(1)
    expect(numbersOn(on.printer.papers)).toEqual(['A001'])
  })

  it('NovoSGA #290: a rush prints each number once', async () => {
    const on = await bench()
    const taken = await Promise.all(
      Array.from({ length: 12 }, (_, n) => on.call('POST', '/api/v1/tickets', take, key(`press-${n}`))),
    )
    for (const one of taken) await on.settled(String(one.json['id']))
    const numbers = numbersOn(on.printer.papers)
    expect(numbers).toHaveLength(12)
    expect(new Set(numbers).size).toBe(12)
  })

  it('FQM #91: a job goes the way of the test print, and blank paper is no ticket', async () => {
    const on = await bench()
    await on.call('POST', '/api/v1/tickets', take)
    expect(await on.settled('ticket-001')).toEqual({ state: 'printed', reason: null })
    const [paper] = on.printer.papers
    expect(paper?.lengthMm).toBeGreaterThan(80)
    expect(paper?.lines.filter((line) => textOf(line).trim() !== '').length).toBeGreaterThan(8)
  })
})

describe('paper out', () => {
  it('fails the ticket, tells the hall, prints nothing when paper comes, and once when asked', async () => {
    const on = await bench()
    on.printer.loadPaper(0)
    await on.hall.reported('device printer fault/paper-out')
    await on.call('POST', '/api/v1/tickets', take)
    expect(await on.settled('ticket-001')).toEqual({ state: 'failed', reason: 'paper-out' })
    await on.hall.reported('print ticket-001 failed/paper-out')
    on.printer.loadPaper()
    await on.hall.reported('device printer ready/')
    expect(on.printer.papers).toEqual([])

    const asked = await on.call('POST', '/api/v1/tickets/ticket-001/print', undefined, key('again-1'))
    expect([asked.status, asked.json['print']]).toEqual([200, { state: 'queued', reason: null }])
    expect(await on.settled('ticket-001')).toEqual({ state: 'printed', reason: null })
    // The same asking, repeated after its answer was lost, prints no further copy.
    await on.call('POST', '/api/v1/tickets/ticket-001/print', undefined, key('again-1'))
    expect(await on.settled('ticket-001')).toEqual({ state: 'printed', reason: null })
    expect(numbersOn(on.printer.papers)).toEqual(['A001'])
    expect(on.hall.reprints).toEqual(['ticket-001', 'ticket-001'])
  })

  it('is told within 15 s with the delays that ship', () => {
    // The longest way to `paper-out`: behind others, then for the ticket's words, then for a ready printer.
    expect(longestWaitMs + ownTimeoutMs + escposTiming.readyMs).toBeLessThan(15_000)
  })

  it('is announced: near the end the row says so and still prints', async () => {
    const on = await bench({ paperMm: 2000, nearEndMm: 3000 })
    await on.hall.reported('device printer ready/paper-near-end')
    const { json } = await on.call('GET', '/api/v1/devices')
    expect(json['devices']).toEqual([
      expect.objectContaining({
        name: 'printer',
        kind: 'ticket-printer',
        driver: 'escpos',
        state: 'ready',
        detail: 'paper-near-end',
      }),
    ])
    await on.call('POST', '/api/v1/tickets', take)
    expect(await on.settled('ticket-001')).toEqual({ state: 'printed', reason: null })
  })
})

describe('a terminal that is switched off in good order', () => {
  it('says so last: first that its devices are off, then that it is', async () => {
    const on = await bench()
    await on.hall.reported('device printer ready/')
    let told: string[] = []
    await on.restart(() => {
      told = [...on.hall.reports]
    })
    expect(told.slice(-2)).toEqual(['device printer off/', 'terminal off'])
  })

  it('ends in spite of a hall that is away, and tells of its devices when it is back', async () => {
    const on = await bench()
    await on.hall.reported('device printer ready/')
    await on.hall.close()
    await on.bridge.close()
    const store = new Database(join(on.folder, 'data', 'bridge.sqlite'), { readonly: true })
    expect(store.prepare('SELECT body FROM reports').all()).toEqual([
      { body: expect.stringContaining('"state":"off"') },
    ])
    store.close()
  })
})

describe('a printer that goes', () => {
  it('in the middle of a ticket leaves it unknown, and it is not printed again by itself', async () => {
    const on = await bench({ speedMmPerSecond: 400 })
    on.printer.unplugAfterLines(6)
    await on.call('POST', '/api/v1/tickets', take)
    expect(await on.settled('ticket-001')).toEqual({ state: 'unknown', reason: 'absent' })
    await on.hall.reported('device printer absent/')
    on.printer.plug(true)
    await on.hall.reported('print ticket-001 unknown/absent')
    await on.restart()
    expect(await on.settled('ticket-001')).toEqual({ state: 'unknown', reason: 'absent' })
    expect(numbersOn(on.printer.papers).length).toBeLessThanOrEqual(1)
  })

  it('is not needed to take a ticket: without one it is failed, no-printer', async () => {
    const on = await bench({ devices: [] })
    const taken = await on.call('POST', '/api/v1/tickets', take)
    expect([taken.status, taken.json['print']]).toEqual([201, { state: 'failed', reason: 'no-printer' }])
    expect((await on.call('GET', '/api/v1/terminal')).json).toMatchObject({ printer: false, paper: null })
  })
})

describe('a lost ticket that staff print again', () => {
  it('comes out at the terminal that was chosen, once, across cut streams and restarts', async () => {
    const on = await bench()
    await on.call('POST', '/api/v1/tickets', take)
    await on.settled('ticket-001')
    await on.hall.listened()
    on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: 'another' })
    on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: null })
    const printed = nextCut(on)
    on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: terminalId })
    await printed
    await on.settled('ticket-001')
    on.hall.cutStreams()
    await on.hall.listened()
    await on.restart()
    await on.hall.listened()
    expect(numbersOn(on.printer.papers)).toEqual(['A001', 'A001'])
  })

  it('asked for while the terminal was away for long is reported as failed, and no ghost comes out', async () => {
    const on = await bench()
    await on.call('POST', '/api/v1/tickets', take)
    await on.settled('ticket-001')
    await on.hall.listened()
    on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: null })
    await placeIs(on, 1)
    await on.restart(() => {
      const db = new Database(join(on.config.data, 'bridge.sqlite'))
      db.exec('UPDATE stream_place SET heard_at_ms = heard_at_ms - 120000')
      db.close()
      on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: terminalId })
    })
    await on.hall.reported('print ticket-001 failed/offline')
    expect(numbersOn(on.printer.papers)).toEqual(['A001'])
  })

  it('asked for during a short cut of the line comes out when the line is back', async () => {
    const on = await bench()
    await on.call('POST', '/api/v1/tickets', take)
    await on.settled('ticket-001')
    await on.hall.listened()
    on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: null })
    const printed = nextCut(on)
    on.hall.cutStreams()
    on.hall.publish('ticket-reprinted', { ticketId: 'ticket-001', number: 'A001', printAt: terminalId })
    await printed
    await on.settled('ticket-001')
    expect(numbersOn(on.printer.papers)).toEqual(['A001', 'A001'])
  })
})

/** Waits until the bridge has noted how far it has read the hall's journal. */
async function placeIs(on: BridgeBench, seq: number): Promise<void> {
  const db = new Database(join(on.config.data, 'bridge.sqlite'), { readonly: true })
  const place = db.prepare<[], { position: string }>('SELECT position FROM stream_place')
  await expect.poll(() => place.get()?.position.endsWith(`:${seq}`), { timeout: 5000 }).toBe(true)
  db.close()
}

function nextCut(on: BridgeBench): Promise<void> {
  return new Promise((resolve) => {
    const stop = on.printer.onPaper((_, cut) => {
      if (!cut) return
      stop()
      resolve()
    })
  })
}
