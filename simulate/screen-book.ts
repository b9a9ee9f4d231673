import type { JournalEntry } from '../contract/entries.ts'
import type { Break } from './book-names.ts'
import type { ScreenRecord } from './clients/display.ts'

interface Call {
  readonly seq: number
  readonly ticketId: string | null
  readonly number: unknown
  readonly windowNumber: unknown
}

/** Every call and recall since a screen began, once and in the journal's order. Each screen's first fault is told. */
export function checkScreens(journal: readonly JournalEntry[], screens: readonly ScreenRecord[]): Break[] {
  const calls = journal
    .filter(({ type }) => type === 'ticket-called' || type === 'ticket-recalled')
    .map(
      ({ seq, body }): Call => ({
        seq,
        ticketId: typeof body['ticketId'] === 'string' ? body['ticketId'] : null,
        number: body['number'],
        windowNumber: body['windowNumber'],
      }),
    )
  return screens.flatMap((screen) => checkScreen(screen, calls) ?? [])
}

function checkScreen({ name, sinceSeq, saw }: ScreenRecord, calls: readonly Call[]): Break | null {
  const expected = calls.filter(({ seq }) => seq > sinceSeq)
  for (let place = 0; place < Math.max(expected.length, saw.length); place += 1) {
    const [call, seen] = [expected[place], saw[place]]
    if (
      call &&
      seen?.seq === call.seq &&
      seen.number === call.number &&
      seen.windowNumber === call.windowNumber
    )
      continue
    const meant = call ? `call ${call.number} at window ${call.windowNumber} (#${call.seq})` : 'nothing more'
    const shown = seen ? `${seen.number} at window ${seen.windowNumber} (#${seen.seq})` : 'nothing more'
    const ticketId = call?.ticketId ?? calls.find(({ number }) => number === seen?.number)?.ticketId ?? null
    return {
      book: 'display',
      ticketId,
      seq: call?.seq ?? seen?.seq ?? null,
      says: `${name} should show ${meant}; it saw ${shown}`,
    }
  }
  return null
}
