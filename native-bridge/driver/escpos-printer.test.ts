import { execFileSync } from 'node:child_process'
import { constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { decodePaper, textOf } from '../codec/escpos-decoder.ts'
import { ticketBytes } from '../printing/ticket-paper.ts'
import type { SimulatedPaper } from '../simulator/escpos-printer.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { type Bench, type BenchOptions, drive, setUpBench } from '../testing/printer-bench.ts'
import { fileTransport } from '../transport/file.ts'
import type { PrintOutcome } from './ticket-printer.ts'

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})

async function bench(options: BenchOptions = {}): Promise<Bench> {
  const made = await setUpBench(options)
  benches.push(made)
  return made
}

const ticket = (number: string) => ticketBytes({ ...examplePaper, number }, 48)
const print = (on: Bench, number: string): Promise<PrintOutcome> => on.printer.print(ticket(number), () => {})
const numbersOn = (papers: readonly SimulatedPaper[]) =>
  papers.map((paper) => paper.lines.map(textOf).filter((text) => /^[A-Z]\d{3}$/.test(text)))

/** Slow enough that things can happen in the middle of a ticket of about 130 mm. */
const midTicket = { speedMmPerSecond: 400 }

describe('a print', () => {
  it('is printed only when the paper is out', async () => {
    const on = await bench(midTicket)
    await on.until('ready')
    const order: string[] = []
    on.device.onPaper((_, cut) => {
      if (cut) order.push('cut')
    })
    const outcome = await on.printer.print(ticket('A001'), () => order.push('first byte'))
    order.push(outcome.state)
    expect(order).toEqual(['first byte', 'cut', 'printed'])
    expect(numbersOn(on.device.papers)).toEqual([['A001']])
    expect(on.device.unknown).toEqual([])
  })

  it('waits its turn: two at once come out one after the other, each whole', async () => {
    const on = await bench()
    const both = await Promise.all([print(on, 'A001'), print(on, 'A002')])
    expect(both).toEqual([{ state: 'printed' }, { state: 'printed' }])
    expect(numbersOn(on.device.papers)).toEqual([['A001'], ['A002']])
  })

  it('is proved by staying well on a clone that does not know GS r', async () => {
    const on = await bench({ withoutPaperStatus: true })
    await on.until('ready')
    expect(await print(on, 'A001')).toEqual({ state: 'printed' })
    expect(numbersOn(on.device.papers)).toEqual([['A001']])
  })
})

describe('a ticket that was told of', () => {
  /** Whether a ticket's first byte is sent to a printer that says nothing any more, which a look would find out. */
  async function blindly(on: Bench): Promise<boolean> {
    on.device.silence(true)
    let begun = false
    await on.printer.print(ticket('A002'), () => {
      begun = true
    })
    on.device.silence(false)
    return begun
  }
  async function usedOnce(options: BenchOptions = {}): Promise<Bench> {
    const on = await bench({ timing: { idleMs: 60_000, foundReadyMs: 60_000 }, ...options })
    await on.until('ready')
    // The first one learns what the printer knows.
    expect(await print(on, 'A001')).toEqual({ state: 'printed' })
    return on
  }

  it('goes to a printer that was looked at meanwhile; only this one ticket does', async () => {
    const on = await usedOnce()
    await Promise.all([on.printer.soon(), on.printer.soon()])
    expect(await blindly(on)).toBe(true)
    expect(await blindly(on)).toBe(false)
  })

  it('is looked for again when it took too long', async () => {
    const on = await usedOnce({ timing: { idleMs: 60_000, foundReadyMs: 0 } })
    await on.printer.soon()
    expect(await blindly(on)).toBe(false)
  })

  it('is looked for again when the printer has said something since', async () => {
    const on = await usedOnce()
    await on.printer.soon()
    on.device.loadPaper(0)
    await on.until('fault', 'paper-out')
    on.device.loadPaper()
    await on.until('ready')
    expect(await blindly(on)).toBe(false)
  })

  it('is looked for again over another connection', async () => {
    const on = await usedOnce()
    await on.printer.soon()
    on.device.plug(false)
    await on.until('absent')
    on.device.plug(true)
    await on.until('ready')
    expect(await blindly(on)).toBe(false)
  })
})

describe('paper out', () => {
  it('fails before a byte is sent, and nothing comes out by itself when paper is put in', async () => {
    const on = await bench()
    await on.until('ready')
    on.device.loadPaper(0)
    await on.until('fault', 'paper-out')
    let begun = false
    const outcome = await on.printer.print(ticket('A001'), () => {
      begun = true
    })
    expect(outcome).toEqual({ state: 'failed', reason: 'paper-out' })
    expect(begun).toBe(false)
    on.device.loadPaper()
    await on.until('ready')
    expect(on.device.papers).toEqual([])
    expect(on.device.unfinished).toEqual([])
    // Asked again, it prints once.
    expect(await print(on, 'A001')).toEqual({ state: 'printed' })
    expect(numbersOn(on.device.papers)).toEqual([['A001']])
  })

  it('in the middle of a ticket fails it; new paper brings no ghost, and the next ticket carries nothing of it', async () => {
    const on = await bench(midTicket)
    await on.until('ready')
    on.device.runOutAfter(1)
    expect(await print(on, 'A001')).toEqual({ state: 'printed' })
    expect(await print(on, 'A002')).toEqual({ state: 'failed', reason: 'paper-out' })
    on.device.loadPaper()
    await on.until('ready')
    expect(await print(on, 'A003')).toEqual({ state: 'printed' })
    const [first, half, third, ...more] = on.device.papers
    expect(numbersOn([first, third].flatMap((paper) => (paper ? [paper] : [])))).toEqual([['A001'], ['A003']])
    // What had come out of A002 was cut off by itself: it has no QR for the next person to find.
    expect(half?.lines.some((line) => line.kind === 'qr')).toBe(false)
    expect(more).toEqual([])
  })

  it('is told at once, by what the printer says unasked', async () => {
    const on = await bench({ timing: { idleMs: 60_000 } })
    await on.until('ready')
    on.device.loadPaper(0)
    await on.until('fault', 'paper-out')
    on.device.loadPaper()
    await on.until('ready')
  })

  it('is told before it comes: near the end it is ready, and says so', async () => {
    const on = await bench({ paperMm: 3050, nearEndMm: 3000 })
    await on.until('ready')
    expect(await print(on, 'A001')).toEqual({ state: 'printed' })
    await on.until('ready', 'paper-near-end')
    expect(await print(on, 'A002')).toEqual({ state: 'printed' })
  })
})

describe('other faults', () => {
  it('an open cover and a jammed cutter are named, and mended', async () => {
    const on = await bench()
    await on.until('ready')
    on.device.openCover(true)
    expect(await print(on, 'A001')).toEqual({ state: 'failed', reason: 'cover-open' })
    on.device.openCover(false)
    await on.until('ready')
    on.device.jamCutter(true)
    expect(await print(on, 'A002')).toEqual({ state: 'failed', reason: 'cutter' })
    on.device.jamCutter(false)
    await on.until('ready')
    expect(await print(on, 'A003')).toEqual({ state: 'printed' })
    expect(numbersOn(on.device.papers)).toEqual([['A003']])
  })

  it('a cover opened in the middle fails the ticket and drops its rest', async () => {
    const on = await bench(midTicket)
    await on.until('ready')
    const stop = on.device.onPaper((lines) => {
      if (lines.length === 5) on.device.openCover(true)
    })
    expect(await print(on, 'A001')).toEqual({ state: 'failed', reason: 'cover-open' })
    stop()
    on.device.openCover(false)
    await on.until('ready')
    expect(on.device.papers).toEqual([])
  })

  it('a printer that is not there is absent, and a ticket for it fails', async () => {
    const on = await bench()
    await on.until('ready')
    on.device.plug(false)
    await on.until('absent')
    expect(await print(on, 'A001')).toEqual({ state: 'failed', reason: 'absent' })
    on.device.plug(true)
    await on.until('ready')
    expect(await print(on, 'A002')).toEqual({ state: 'printed' })
    expect(numbersOn(on.device.papers)).toEqual([['A002']])
  })

  it('a cable pulled in the middle leaves the ticket unknown, never printed again by itself', async () => {
    const on = await bench(midTicket)
    await on.until('ready')
    on.device.unplugAfterLines(6)
    expect(await print(on, 'A001')).toEqual({ state: 'unknown', reason: 'absent' })
    await on.until('absent')
    on.device.plug(true)
    await on.until('ready')
    expect(await print(on, 'A002')).toEqual({ state: 'printed' })
    const numbers = numbersOn(on.device.papers).flat()
    expect(numbers.filter((number) => number === 'A001').length).toBeLessThanOrEqual(1)
    expect(numbers.filter((number) => number === 'A002')).toHaveLength(1)
    expect(numbersOn(on.device.papers).at(-1)).toEqual(['A002'])
  })

  it('a ticket that waits behind one whose cable was pulled is printed when the cable is in again in time', async () => {
    const on = await bench(midTicket)
    await on.until('ready')
    on.device.unplugAfterLines(5)
    const first = print(on, 'A001')
    const second = print(on, 'A002')
    expect(await first).toMatchObject({ state: 'unknown' })
    on.device.plug(true)
    expect(await second).toEqual({ state: 'printed' })
    expect(numbersOn(on.device.papers).flat()).toContain('A002')
  })

  it('silence before a ticket fails it; silence in the middle leaves it unknown', async () => {
    const on = await bench(midTicket)
    await on.until('ready')
    on.device.silence(true)
    expect(await print(on, 'A001')).toEqual({ state: 'failed', reason: 'offline' })
    await on.until('fault', 'offline')
    on.device.silence(false)
    await on.until('ready')
    const stop = on.device.onPaper(() => on.device.silence(true))
    expect(await print(on, 'A002')).toEqual({ state: 'unknown', reason: 'timeout' })
    stop()
    on.device.silence(false)
    await on.until('ready')
    // A silent printer stays a fault while it is called again: its row does not flicker.
    expect(on.told.filter((row) => row === 'absent/')).toEqual([])
  })
})

describe('a file', () => {
  it('keeps the ticket, and counts as printed because the bytes are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spool-'))
    const path = join(folder, 'tickets.bin')
    const on = drive(fileTransport(path))
    await on.until('ready')
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'printed' })
    expect(decodePaper(readFileSync(path)).map(textOf)).toContain('A001')
    await on.printer.stop()
    rmSync(folder, { recursive: true })
  })

  it('of a device that is missing is absent', async () => {
    const on = drive(fileTransport('/dev/no-such-printer'))
    await on.until('absent')
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'failed', reason: 'absent' })
    await on.printer.stop()
  })

  it('of a device that never answers is a fault', async () => {
    const on = drive(fileTransport('/dev/null'))
    await on.until('fault', 'offline')
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'failed', reason: 'offline' })
    await on.printer.stop()
  })

  it('of a one-way port takes the ticket and leaves it unknown', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-'))
    const path = join(folder, 'lp0')
    execFileSync('/usr/bin/env', ['mkfifo', path])
    const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const on = drive(fileTransport(path))
    await on.until('ready')
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'unknown', reason: null })
    const { buffer, bytesRead } = await reader.read(Buffer.alloc(8192))
    expect(decodePaper(buffer.subarray(0, bytesRead)).map(textOf)).toContain('A001')
    await on.printer.stop()
    await reader.close()
    rmSync(folder, { recursive: true })
  })
})
