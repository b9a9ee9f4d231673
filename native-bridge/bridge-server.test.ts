import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createParser } from 'eventsource-parser'
import { afterEach, describe, expect, it } from 'vitest'
import { type BridgeBench, type BridgeBenchOptions, setUpBridge } from './testing/bridge-bench.ts'
import { startFakeHall } from './testing/fake-hall.ts'

const benches: BridgeBench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function bench(options: BridgeBenchOptions = {}): Promise<BridgeBench> {
  const made = await setUpBridge(options)
  benches.push(made)
  return made
}
const take = { queueId: 'queue-1' }

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
    expect((await on.settled('ticket-001')).state).toBe('printed')
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
