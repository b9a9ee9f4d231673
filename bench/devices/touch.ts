import { setTimeout as pause } from 'node:timers/promises'
import { must } from '../../core/result.ts'
import type { SimulatedEscposPrinter } from '../../native-bridge/simulator/escpos-printer.ts'
import { chanceFrom } from '../../simulate/reference/chance.ts'
import { type KioskPage, within } from './kiosk-page.ts'
import type { Overheard, Spoken } from './overheard.ts'

/** One ticket: from the touch to its last byte at the printer, and all that was said on the cable meanwhile. */
export interface TouchSample {
  readonly totalMs: number
  readonly said: readonly Spoken[]
}

/** The printer is asked how it is each second: touches come at any moment between two questions. */
const betweenMs = 300

/**
 * Takes tickets one after the other, each when the paper of the one before is out, as one citizen after the other at a
 * kiosk. The printer takes no time of its own, so its cut comes with the last byte of the ticket.
 */
export async function measureTouch(
  page: KioskPage,
  printer: SimulatedEscposPrinter,
  line: Overheard,
  queueIds: readonly string[],
  count: number,
): Promise<TouchSample[]> {
  const chance = chanceFrom(1)
  const samples: TouchSample[] = []
  const touch = async (turn: number): Promise<TouchSample> => {
    await pause(chance() * betweenMs)
    line.beginAnew()
    const cut = within('the last byte of a ticket', (done: (atMs: number) => void) => {
      const stop = printer.onPaper((_lines, isCut) => {
        if (!isCut) return
        stop()
        done(performance.now())
      })
    })
    const touchedMs = performance.now()
    const ticketId = await page.takeTicket(must(queueIds[turn % queueIds.length], 'the hall has queues'))
    const lastByteMs = await cut
    const said = line.said().filter(({ atMs }) => atMs >= touchedMs && atMs <= lastByteMs)
    await page.printed(ticketId)
    return { totalMs: lastByteMs - touchedMs, said }
  }
  // The first ones find code that is not compiled and connections that are not open.
  for (let turn = 0; turn < 3; turn += 1) await touch(turn)
  for (let turn = 0; turn < count; turn += 1) samples.push(await touch(turn))
  return samples
}
