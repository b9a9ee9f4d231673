import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeviceEvents, type EventLine } from './device-events.ts'

/** The bridge's end of a page's connection. A stand-in for the browser's EventSource. */
class Line implements EventLine {
  readyState = 1
  onerror: EventLine['onerror'] = null
  readonly #heard = new Map<string, (event: MessageEvent) => void>()

  addEventListener(name: string, listener: (event: MessageEvent) => void): void {
    this.#heard.set(name, listener)
  }

  close(): void {
    this.readyState = 2
  }

  says(name: string, data: object): void {
    this.#heard.get(name)?.(new MessageEvent(name, { data: JSON.stringify(data) }))
  }

  breaks(readyState: number): void {
    this.readyState = readyState
    this.onerror?.(new Event('error'))
  }
}

let lines: Line[] = []
const last = () => lines.at(-1) ?? new Line()
function page() {
  return new DeviceEvents(() => {
    const line = new Line()
    lines.push(line)
    return line
  })
}
const noted = () => {
  const heard: string[] = []
  return { heard, note: (data: string, name: string) => void heard.push(`${name} ${data}`) }
}

beforeEach(() => {
  lines = []
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

describe('the events of a terminal’s devices on a page', () => {
  it('come over one connection, whoever listens to what', () => {
    const events = page()
    const [scans, cards] = [noted(), noted()]
    events.on(['scan'], scans.note)
    events.on(['card', 'card-gone'], cards.note)
    events.on(['print'], noted().note)
    expect(lines.length).toBe(1)
    last().says('scan', { text: 'K7QM' })
    last().says('card', { cardId: 'c1' })
    expect([scans.heard, cards.heard]).toEqual([['scan {"text":"K7QM"}'], ['card {"cardId":"c1"}']])
  })

  it('go on over the same one when one person leaves and the next comes, and end with the last listener', () => {
    const events = page()
    const stop = events.on(['scan'], noted().note)
    stop()
    const next = noted()
    const stopNext = events.on(['scan'], next.note)
    vi.runAllTimers()
    last().says('scan', { text: 'K7QM' })
    expect([lines.length, next.heard.length]).toEqual([1, 1])
    stopNext()
    vi.runAllTimers()
    expect(last().readyState).toBe(2)
    events.on(['scan'], noted().note)
    expect(lines.length).toBe(2)
  })

  it('tell who comes later how devices are and how the last paper went, and nothing of a card or a code', () => {
    const events = page()
    events.on(['scan'], noted().note)
    last().says('device', { name: 'reader', state: 'absent' })
    last().says('device', { name: 'reader', state: 'ready' })
    last().says('device', { name: 'printer', state: 'ready' })
    last().says('print', { ticketId: 't1', print: { state: 'printed' } })
    last().says('card', { cardId: 'c1' })
    last().says('scan', { text: 'K7QM' })
    const late = noted()
    events.on(['device', 'card', 'print', 'scan'], late.note)
    expect(late.heard).toEqual([
      'device {"name":"reader","state":"ready"}',
      'device {"name":"printer","state":"ready"}',
      'print {"ticketId":"t1","print":{"state":"printed"}}',
    ])
  })

  it('are asked for again when the bridge gave no stream, which a browser does not do by itself', () => {
    const events = page()
    const scans = noted()
    events.on(['scan'], scans.note)
    last().breaks(0)
    vi.runAllTimers()
    expect(lines.length).toBe(1)
    last().breaks(2)
    vi.runAllTimers()
    expect(lines.length).toBe(2)
    last().says('scan', { text: 'K7QM' })
    expect(scans.heard.length).toBe(1)
  })
})
