import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { createClient } from '../../contract/client.ts'
import { textOf } from '../codec/escpos-decoder.ts'
import { EscposPrinter } from '../driver/escpos-printer.ts'
import { HallReports } from '../hall/reports.ts'
import { PrintQueue } from '../printing/print-queue.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { openBridgeStore } from '../store.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { quickTiming } from '../testing/printer-bench.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'

interface SoakOptions {
  readonly count: number
  readonly seed: number
  readonly way: 'tcp' | 'pty'
  readonly onProgress?: (tickets: number) => void
}

/** What came of the tickets, and what must never be: an empty list of wrongs is a pass. */
interface SoakReport {
  readonly tickets: number
  readonly faults: Readonly<Record<string, number>>
  readonly printed: number
  readonly failed: number
  readonly unknown: number
  /** Of the unknown ones, how many had come out whole. */
  readonly unknownThatCameOut: number
  readonly opened: number
  readonly discardedBytes: number
  readonly retries: number
  readonly wrongs: readonly string[]
}

/** How a ticket lies on the floor of the hall: nothing of it, a part, or all of it. */
interface Found {
  papers: number
  whole: number
}

/** As short as a busy machine with many printers bears: a printer must not seem silent because we are slow. */
const soakTiming = {
  ...quickTiming,
  readyMs: 1000,
  finishedMs: 4000,
  answerMs: 400,
  takenMs: 1000,
  settledMs: 2000,
}

/** A printer that things happen to, at once or in the middle of what it prints. */
class Misfortune {
  readonly device: SimulatedEscposPrinter
  readonly random: (below: number) => number
  readonly #armed = new Set<() => void>()

  constructor(device: SimulatedEscposPrinter, random: (below: number) => number) {
    this.device = device
    this.random = random
  }

  /** Something happens at any line of a ticket, the cut among them, or after it. */
  inTicket(happen: () => void): void {
    let left = 1 + this.random(30)
    const stop = this.device.onPaper(() => {
      left -= 1
      if (left > 0) return
      this.#disarm(stop)
      happen()
    })
    this.#armed.add(stop)
  }

  /** Something happens a moment later. */
  soon(happen: () => void): void {
    const timer = setTimeout(happen, this.random(60))
    this.#armed.add(() => clearTimeout(timer))
  }

  /** Puts everything right again, as a person at the printer would. */
  mend(): void {
    for (const disarm of this.#armed) this.#disarm(disarm)
    const { device } = this
    Object.assign(device.faults, { silent: false, lateMs: 0, garbled: 0, noise: null })
    device.faults.powerFailsAfterBytes = null
    device.power(true)
    device.plug(true)
    device.openCover(false)
    device.jamCutter(false)
    device.heatHead(false)
    device.loadPaper()
  }

  noise(): void {
    this.device.faults.noise = Uint8Array.from({ length: 1 + this.random(6) }, () => this.random(256))
  }

  #disarm(disarm: () => void): void {
    disarm()
    this.#armed.delete(disarm)
  }
}

/** Things that happen to a printer, before a ticket or in the middle of it. */
const faults: Readonly<Record<string, (on: Misfortune) => void>> = {
  'no paper': ({ device }) => device.loadPaper(0),
  'paper ends in a ticket': (on) => on.inTicket(() => on.device.loadPaper(0)),
  'cover open': ({ device }) => device.openCover(true),
  'cover opened in a ticket': (on) => on.inTicket(() => on.device.openCover(true)),
  'cutter jammed in a ticket': (on) => on.inTicket(() => on.device.jamCutter(true)),
  'head too hot in a ticket': (on) => on.inTicket(() => on.device.heatHead(true)),
  'head too hot for a moment': (on) =>
    on.inTicket(() => {
      on.device.heatHead(true)
      on.soon(() => on.device.heatHead(false))
    }),
  'cable out': ({ device }) => device.plug(false),
  'cable pulled in a ticket': (on) => on.inTicket(() => on.device.plug(false)),
  'cable out and in': (on) =>
    on.inTicket(() => {
      on.device.plug(false)
      on.soon(() => on.device.plug(true))
    }),
  'power cut in a ticket': (on) => on.inTicket(() => on.device.power(false)),
  'power off and on': (on) =>
    on.inTicket(() => {
      on.device.power(false)
      on.soon(() => on.device.power(true))
    }),
  'power cut in the middle of its words': (on) => {
    on.device.faults.powerFailsAfterBytes = on.random(12)
  },
  garbage: (on) => on.noise(),
  'garbage in a ticket': (on) => on.inTicket(() => on.noise()),
  'garbled answers': (on) => {
    on.device.faults.garbled = 1 + on.random(4)
  },
  'late answers': (on) => {
    on.device.faults.lateMs = 20 + on.random(400)
  },
  'late answers in a ticket': (on) =>
    on.inTicket(() => {
      on.device.faults.lateMs = 20 + on.random(400)
    }),
  'silent in a ticket': (on) => on.inTicket(() => on.device.silence(true)),
}

/**
 * Prints many tickets over a real cable while things go wrong at random, and counts what lies on the floor: each ticket
 * that was said to be printed must be there once, no ticket twice, none on another's paper, and the hall must have been
 * told one end of each.
 */
async function escposSoak({ count, seed, way, onProgress }: SoakOptions): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'escpos-soak-'))
  const random = generator(seed)
  // Slow enough that things can happen in the middle of a ticket.
  const device = new SimulatedEscposPrinter({ speedMmPerSecond: 6000 })
  const misfortune = new Misfortune(device, random)
  const port =
    way === 'tcp' ? await openTcpPort(device) : openPtyPort(device, { link: join(folder, 'printer') })
  const driver = new EscposPrinter({
    name: 'printer',
    columns: 48,
    transport: way === 'tcp' ? tcpTransport(port.address) : serialTransport(port.address, 921_600),
    timing: soakTiming,
  })
  const store = openBridgeStore(join(folder, 'data'))
  if (!store.ok) throw new Error(store.problem)
  const { db } = store.value
  const log = pino({ level: 'silent' })
  const told = new Map<string, string[]>()
  const call = createClient({ base: 'http://hall', fetch: async (url, init) => hear(told, url, init?.body) })
  const reports = new HallReports(db, call, log)
  const queue = new PrintQueue({
    db,
    printer: driver,
    reports,
    paperOf: async (ticketId) => ({ ...examplePaper, number: ticketId }),
    log,
  })
  const floor = new Map<string, Found>()
  const wrongs: string[] = []
  device.onPaper((_, cut) => {
    if (cut) pickUp(device, floor, wrongs)
  })
  const happened: Record<string, number> = {}
  const outcomes = { printed: 0, failed: 0, unknown: 0 }
  driver.start()
  reports.start()
  try {
    const names = Object.keys(faults)
    let next = 0
    while (next < count) {
      await until(() => driver.row().state === 'ready')
      // One in three goes wrong; now and then two or three tickets wait at once.
      const fault = random(3) === 0 ? names[random(names.length)] : undefined
      if (fault !== undefined) {
        happened[fault] = (happened[fault] ?? 0) + 1
        faults[fault]?.(misfortune)
      }
      const together = Math.min(1 + (random(8) === 0 ? random(3) : 0), count - next)
      const ids = Array.from({ length: together }, () => `T${String(next++).padStart(5, '0')}`)
      for (const id of ids) queue.add(id, `issued:${id}`)
      await queue.settled()
      for (const id of ids) {
        const { state } = queue.stateOf(id)
        if (state === 'printed' || state === 'failed' || state === 'unknown') outcomes[state] += 1
        else wrongs.push(`${id} ended as ${state}`)
      }
      misfortune.mend()
      if (next % 500 < together) onProgress?.(next)
    }
    await until(() => driver.row().state === 'ready')
    await until(() => told.size === count)
    // A last ticket pushes out whatever might still be in the printer.
    queue.add('LAST', 'issued:LAST')
    await queue.settled()
    let unknownThatCameOut = 0
    for (let at = 0; at < count; at++) {
      const id = `T${String(at).padStart(5, '0')}`
      const { state } = queue.stateOf(id)
      const found = floor.get(id) ?? { papers: 0, whole: 0 }
      if (found.papers > 1) wrongs.push(`${id} lies there ${found.papers} times`)
      if (state === 'printed' && found.whole !== 1) wrongs.push(`${id} was called printed and is not there`)
      if (state === 'unknown' && found.whole === 1) unknownThatCameOut += 1
      const ends = told.get(id) ?? []
      if (ends.length !== 1 || ends[0] !== state) wrongs.push(`${id} is ${state}, the hall heard ${ends}`)
    }
    const { counters } = driver.row()
    return {
      tickets: count,
      faults: happened,
      ...outcomes,
      unknownThatCameOut,
      opened: counters.opened,
      discardedBytes: counters.discardedBytes,
      retries: counters.retries,
      wrongs,
    }
  } finally {
    await driver.stop()
    await reports.stop()
    device.stop()
    await port.close()
    store.value.close()
    rmSync(folder, { recursive: true })
  }
}

/** Notes a paper that was cut off: whose it is, and whether all of it is there. */
function pickUp(device: SimulatedEscposPrinter, floor: Map<string, Found>, wrongs: string[]): void {
  const lines = device.papers.at(-1)?.lines ?? []
  const numbers = lines.map(textOf).filter((text) => /^(T\d{5}|LAST)$/.test(text))
  if (numbers.length > 1) wrongs.push(`one paper carries ${numbers.join(' and ')}`)
  const whole =
    lines.some((line) => line.kind === 'qr') && lines.some((line) => textOf(line).startsWith('过号后'))
  for (const number of numbers) {
    const found = floor.get(number) ?? { papers: 0, whole: 0 }
    floor.set(number, { papers: found.papers + 1, whole: found.whole + (whole ? 1 : 0) })
  }
}

/** The hall's end of the reports. */
function hear(told: Map<string, string[]>, url: unknown, body: unknown): Response {
  const ticket = /tickets\/(T\d{5})\/print-reports$/.exec(String(url))?.[1]
  const state = /"state":"(\w+)"/.exec(String(body))?.[1]
  if (ticket !== undefined && state !== undefined) told.set(ticket, [...(told.get(ticket) ?? []), state])
  return Response.json({ recorded: true })
}

async function until(done: () => boolean): Promise<void> {
  for (let waitedMs = 0; !done(); waitedMs += 5) {
    if (waitedMs > 10_000) throw new Error('the printer did not come back in ten seconds')
    await wait(5)
  }
}

/** Numbers below a bound, the same for a seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Several printers at once, so that ten thousand tickets take minutes; the reports are added up. */
export async function escposSoaks(options: SoakOptions, printers: number): Promise<SoakReport> {
  const reports = await Promise.all(
    Array.from({ length: printers }, (_, at) =>
      escposSoak({ ...options, count: Math.ceil(options.count / printers), seed: options.seed + at }),
    ),
  )
  const sum = (of: (report: SoakReport) => number) => reports.reduce((total, one) => total + of(one), 0)
  const happened: Record<string, number> = {}
  for (const report of reports)
    for (const [fault, times] of Object.entries(report.faults))
      happened[fault] = (happened[fault] ?? 0) + times
  return {
    tickets: sum((one) => one.tickets),
    faults: happened,
    printed: sum((one) => one.printed),
    failed: sum((one) => one.failed),
    unknown: sum((one) => one.unknown),
    unknownThatCameOut: sum((one) => one.unknownThatCameOut),
    opened: sum((one) => one.opened),
    discardedBytes: sum((one) => one.discardedBytes),
    retries: sum((one) => one.retries),
    wrongs: reports.flatMap(({ wrongs }) => wrongs),
  }
}
