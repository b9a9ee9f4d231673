import { z } from 'zod'
import type { Call, TicketNews } from '../core/voice/announcement-queue.ts'
import { voiceLanguages } from '../core/voice/spoken-call.ts'
import { type DisplayView, ticketState } from './shapes.ts'

/** What one fact of the hall means for whoever says calls aloud. */
export interface VoiceNews {
  /** What became of the ticket. */
  readonly news: TicketNews
  /** The call that is to be said for it; null where there is none. */
  readonly call: Call | null
  readonly zoneId: string | null
}

/** The public part of what the stream tells of a ticket that is, or was, at a window. */
const ticketEvent = z.object({
  seq: z.number(),
  ticketId: z.string(),
  number: z.string(),
  state: ticketState,
  windowId: z.string().nullish(),
  windowNumber: z.string().nullish(),
  zoneId: z.string().nullish(),
  language: z.enum(voiceLanguages).nullish(),
})

/** What an event of the stream means for the voice; null where it tells of no ticket. */
export function voiceNewsOf(type: string, body: unknown): VoiceNews | null {
  const told = ticketEvent.safeParse(body)
  if (!told.success) return null
  const { seq, ticketId, number, state, windowId = null, windowNumber, zoneId = null, language } = told.data
  const isCall = type === 'ticket-called' || type === 'ticket-recalled'
  return {
    news: { seq, ticketId, state, windowId },
    call:
      isCall && windowId !== null && windowNumber
        ? { seq, ticketId, number, windowId, windowNumber, ...(language ? { language } : {}) }
        : null,
    zoneId,
  }
}

/** A call older than this is not said by a voice that was just switched on. */
const freshMs = 30_000

/** What a voice that was just switched on finds called: all of it is news, and what is fresh is said. Oldest first. */
export function voiceNewsIn(view: DisplayView): VoiceNews[] {
  const nowMs = Date.parse(view.now)
  return view.calls
    .toReversed()
    .map(({ seq, ticketId, number, windowId, windowNumber, state, calledAt, zoneId, language }) => ({
      news: { seq: view.seq, ticketId, state, windowId },
      call:
        state === 'called' && nowMs - Date.parse(calledAt) < freshMs
          ? { seq, ticketId, number, windowId, windowNumber, ...(language ? { language } : {}) }
          : null,
      zoneId,
    }))
}
