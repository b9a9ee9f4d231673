import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createParser } from 'eventsource-parser'
import { afterEach, describe, expect, it } from 'vitest'
import { textOf } from './codec/escpos-decoder.ts'
import { escposTiming } from './driver/escpos-timing.ts'
import { ownTimeoutMs } from './hall-link.ts'
import { longestWaitMs } from './print-queue.ts'
import type { SimulatedPaper } from './simulator/escpos-printer.ts'
import { type BridgeBench, type BridgeBenchOptions, setUpBridge } from './testing/bridge-bench.ts'
import { startFakeHall, terminalId } from './testing/fake-hall.ts'

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

describe('the hall behind the bridge', () => {
  it('sees the terminal, never the browser’s own credentials', async () => {
    const on = await bench()
    const answer = await on.call('GET', '/api/v1/queues?x=1', undefined, {
      cookie: 'a=b',
      authorization: 'Bearer stolen',
      'accept-language': 'en',
    })
    expect(answer.json).toEqual({ seq: 1, queues: [] })
    expect(on.hall.lastHeaders).toMatchObject({
      authorization: 'Bearer terminal-token',
      'accept-language': 'en',
    })
    expect(on.hall.lastHeaders['cookie']).toBeUndefined()
  })

  it('is passed on with its refusals, and its stream event by event', async () => {
    const on = await bench()
    const missing = await on.call('GET', '/api/v1/nothing')
    expect([missing.status, missing.json['code']]).toEqual([404, 'not-found'])
    const stop = new AbortController()
    const stream = await fetch(`${on.bridge.url}/api/v1/stream?topics=queues`, { signal: stop.signal })
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const events = eventsOf(stream)
    expect((await events.next()).value?.event).toBe('heartbeat')
    const id = on.hall.publish('ticket-issued', { number: 'A001' })
    expect((await events.next()).value).toMatchObject({
      id,
      event: 'ticket-issued',
      data: '{"number":"A001"}',
    })
    stop.abort()
  })

  it('away is a problem of its own; the terminal still serves its devices, and reports wait', async () => {
    const on = await bench()
    await on.hall.reported('device printer ready/')
    await on.hall.close()
    const away = await on.call('POST', '/api/v1/tickets', take)
    expect([away.status, away.json['code']]).toEqual([503, 'hall-away'])
    expect((await on.call('GET', '/readyz')).json).toEqual({ ready: true, hall: 'away' })
    expect(on.printer.papers).toEqual([])
  })

  it('is told again what it missed, once, in order', async () => {
    const on = await bench()
    await on.hall.reported('device printer ready/')
    await on.hall.close()
    on.printer.openCover(true)
    await rowIs(on, 'fault', 'cover-open')
    on.printer.openCover(false)
    await rowIs(on, 'ready', '')
    on.printer.loadPaper(0)
    await rowIs(on, 'fault', 'paper-out')
    const back = await startFakeHall(Number(new URL(on.hall.url).port))
    await back.reported('device printer fault/paper-out')
    expect(back.reports).toEqual(['device printer fault/paper-out'])
    await back.close()
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

describe('the terminal’s own server', () => {
  it('lets no page from elsewhere in', async () => {
    const on = await bench()
    const foreign = await on.call('POST', '/api/v1/tickets', take, { origin: 'http://evil.example' })
    expect([foreign.status, foreign.json['code']]).toEqual([403, 'wrong-origin'])
    expect(on.hall.issued.size).toBe(0)
    const own = await on.call('POST', '/api/v1/tickets', take, { origin: on.bridge.url })
    expect(own.status).toBe(201)
  })

  it('serves the terminal’s page and says what the terminal is', async () => {
    const pagesFolder = mkdtempSync(join(tmpdir(), 'pages-'))
    mkdirSync(join(pagesFolder, 'kiosk'))
    writeFileSync(join(pagesFolder, 'kiosk', 'index.html'), '<title>取号</title>')
    const on = await bench({ pagesFolder })
    const page = await on.call('GET', '/')
    expect([page.status, page.json['text']]).toEqual([200, '<title>取号</title>'])
    expect((await on.call('GET', '/api/v1/terminal')).json).toEqual({
      role: 'kiosk',
      cardReader: false,
      screenWidthMm: null,
      screenBottomMm: null,
      printer: true,
      paper: null,
    })
    rmSync(pagesFolder, { recursive: true })
  })

  it('tells device and print events, the present state first', async () => {
    const on = await bench()
    await rowIs(on, 'ready', '')
    const stop = new AbortController()
    const events = eventsOf(await fetch(`${on.bridge.url}/api/v1/devices/stream`, { signal: stop.signal }))
    expect(JSON.parse((await events.next()).value?.data ?? '')).toMatchObject({
      name: 'printer',
      state: 'ready',
    })
    await on.call('POST', '/api/v1/tickets', take)
    const states: string[] = []
    for await (const event of events) {
      expect(event.event).toBe('print')
      states.push(JSON.parse(event.data).print.state)
      if (states.at(-1) === 'printed') break
    }
    expect(states).toEqual(['queued', 'printing', 'printed'])
    stop.abort()
  })
})

describe('the virtual printer', () => {
  const devices = [
    { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: { virtual: true } },
  ]

  it('shows the paper, decoded and as a picture', async () => {
    const on = await bench({ devices })
    await on.call('POST', '/api/v1/tickets', take)
    await on.settled('ticket-001')
    expect((await on.call('GET', '/api/v1/terminal')).json['paper']).toBe('/api/v1/devices/printer/paper')
    const { json } = await on.call('GET', '/api/v1/devices/printer/paper')
    expect(JSON.stringify(json['papers'])).toContain('A001')
    const picture = await on.call('GET', '/api/v1/devices/printer/paper.svg')
    expect(picture.type).toContain('image/svg+xml')
    expect(picture.json['text']).toContain('>A001</text>')
    expect(picture.json['text']).toContain('梁平区政务服务中心')
    expect(picture.json['text']).not.toContain('style=')
  })

  it('can be made to fail, and a real printer cannot', async () => {
    const on = await bench({ devices })
    const made = await on.call('POST', '/api/v1/devices/printer/faults', { paperOut: true })
    expect(made.json).toEqual({ paperOut: true, coverOpen: false, unplugged: false })
    await on.call('POST', '/api/v1/tickets', take)
    expect(await on.settled('ticket-001')).toEqual({ state: 'failed', reason: 'paper-out' })
    const wrong = await on.call('POST', '/api/v1/devices/printer/faults', { paperOut: 'yes' })
    expect([wrong.status, wrong.json['code']]).toEqual([422, 'validation'])
    const real = await bench()
    expect((await real.call('POST', '/api/v1/devices/printer/faults', { paperOut: true })).status).toBe(404)
    expect((await real.call('GET', '/api/v1/devices/printer/paper.svg')).status).toBe(404)
  })
})

/** The events of a stream as they arrive. */
async function* eventsOf(response: Response) {
  const ready: { id?: string | undefined; event?: string | undefined; data: string }[] = []
  const parser = createParser({ onEvent: (event) => ready.push(event) })
  if (!response.body) return
  for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
    parser.feed(bytes)
    for (const event of ready.splice(0)) yield event
  }
}

async function rowIs(on: BridgeBench, state: string, detail: string): Promise<void> {
  const events = eventsOf(await fetch(`${on.bridge.url}/api/v1/devices/stream`))
  for await (const event of events) {
    const row = JSON.parse(event.data)
    if (event.event === 'device' && row.state === state && row.detail === detail) return
  }
}

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
