import type { DayRecord } from './books.ts'
import { type LineOptions, signedIn } from './clients/line.ts'
import type { Cast } from './credentials.ts'
import type { MadeUpDay } from './made-up-day.ts'
import type { WindowRatings } from './rating-book.ts'
import { readJournal, type ToldTicket } from './recorded.ts'

/** Tickets that are asked for at once. */
const atOnce = 16
/** A screen that is further behind than this at the end of a day missed something. */
const screenWithinMs = 30_000

/**
 * Reads the end of a day by the front door: the journal as its auditor, each ticket as the kiosk that gave it, each
 * window's ratings as its clerk, and what every screen saw.
 */
export async function readDayEnd(
  from: Pick<LineOptions, 'url' | 'retryMostMs' | 'signal'>,
  cast: Cast,
  day: MadeUpDay,
): Promise<DayRecord> {
  const tickets: ToldTicket[] = []
  const ours = day.visitors.filter(({ foreign }) => !foreign)
  for (let first = 0; first < ours.length; first += atOnce) {
    const asked = ours
      .slice(first, first + atOnce)
      .flatMap(({ kiosk, ticketId }) => kiosk?.ticket(ticketId) ?? [])
    for (const { id, number, state } of await Promise.all(asked)) tickets.push({ id, number, state })
  }
  const windows: WindowRatings[] = []
  for (const { window, day: plan } of day.desks)
    windows.push({ number: plan.number, ...(await window.services()) })
  const line = (name: string) => ({ ...from, name, ledger: day.ledger })
  const overseer = await signedIn(line('overseer'), cast.overseer)
  const { settings } = await overseer.call('settings')
  await overseer.close()
  const auditor = await signedIn(line('auditor'), cast.auditor)
  const journal = await readJournal(auditor.call)
  const { intact } = await auditor.call('journalCheck')
  await auditor.close()
  const lastCall =
    journal.findLast(({ type }) => type === 'ticket-called' || type === 'ticket-recalled')?.seq ?? 0
  await Promise.all(day.displays.map((display) => display.reached(lastCall, screenWithinMs)))
  return {
    journal,
    tickets,
    chainIntact: intact,
    rules: settings.rules,
    screens: day.displays.map(({ record }) => record),
    windows,
    sinceSeq: day.sinceSeq,
    kioskIds: new Set(day.kiosks.map(({ terminalId }) => terminalId)),
  }
}
