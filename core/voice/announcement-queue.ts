import type { TicketState } from '../queue/ticket.ts'
import type { VoiceLanguage } from './spoken-call.ts'

/** One call or recall to be announced. `seq` is its number in the journal: announcements follow that order. */
export interface Call {
  readonly seq: number
  readonly ticketId: string
  readonly number: string
  readonly windowId: string
  readonly windowNumber: string
  /** The language in which the ticket was taken; none where it was not told. */
  readonly language?: VoiceLanguage
}

/** What became of a ticket, and when by the journal. */
export interface TicketNews {
  readonly seq: number
  readonly ticketId: string
  readonly state: TicketState
  readonly windowId: string | null
}

/**
 * The announcements that wait for the voice. Pure: each function gives a new queue. Nothing is lost and nothing is
 * said twice, whatever the order of arrival; what is late is dropped when its turn comes, not before, because a
 * no-show pressed by mistake may be undone meanwhile.
 */
export interface AnnouncementQueue {
  /** By `seq`, lowest first. */
  readonly waiting: readonly Call[]
  /** Numbers already taken in, so that a call heard from stream and snapshot is announced once. */
  readonly heard: ReadonlySet<number>
  /** The latest news of each ticket. */
  readonly latest: ReadonlyMap<string, TicketNews>
}

export const emptyQueue: AnnouncementQueue = { waiting: [], heard: new Set(), latest: new Map() }

/** What is remembered at most: a screen runs for months. Far more than is ever open at once. */
export const remembered = 600

/** A call or recall was made. The same one told again (by its `seq`) changes nothing. */
export function hear(queue: AnnouncementQueue, call: Call): AnnouncementQueue {
  if (queue.heard.has(call.seq)) return queue
  const heard = newest(new Set([...queue.heard, call.seq]))
  const told = learn({ ...queue, heard }, { ...call, state: 'called' })
  return { ...told, waiting: inOrder([...told.waiting, call]) }
}

/** Something happened to a ticket: called, served, missed, put back. Older news than is known changes nothing. */
export function learn(queue: AnnouncementQueue, news: TicketNews): AnnouncementQueue {
  const known = queue.latest.get(news.ticketId)
  if (known && known.seq >= news.seq) return queue
  const latest = new Map(queue.latest).set(news.ticketId, news)
  if (latest.size <= remembered) return { ...queue, latest }
  const next = { ...queue, latest }
  const waiting = queue.waiting.filter((call) => isWanted(next, call))
  const kept = new Set(waiting.map((call) => call.ticketId))
  const recent = [...latest.values()].sort((a, b) => b.seq - a.seq).slice(0, remembered / 2)
  return {
    ...queue,
    waiting,
    latest: new Map([...latest].filter(([id, one]) => kept.has(id) || recent.includes(one))),
  }
}

/** Whether a call is still worth saying: its ticket is called, and to that window. */
export function isWanted(queue: AnnouncementQueue, call: Call): boolean {
  const latest = queue.latest.get(call.ticketId)
  return (
    latest === undefined ||
    latest.seq <= call.seq ||
    (latest.state === 'called' && latest.windowId === call.windowId)
  )
}

/** Takes the next call that is still worth saying; those before it that are not are dropped. */
export function next(queue: AnnouncementQueue): { call: Call | null; queue: AnnouncementQueue } {
  const at = queue.waiting.findIndex((call) => isWanted(queue, call))
  return at < 0
    ? { call: null, queue: queue.waiting.length === 0 ? queue : { ...queue, waiting: [] } }
    : { call: queue.waiting[at] ?? null, queue: { ...queue, waiting: queue.waiting.slice(at + 1) } }
}

/** How many calls wait that are still worth saying. */
export function wantedIn(queue: AnnouncementQueue): number {
  return queue.waiting.filter((call) => isWanted(queue, call)).length
}

/** Puts a call back that could not be said (the browser wants a gesture first). */
export function giveBack(queue: AnnouncementQueue, call: Call): AnnouncementQueue {
  return { ...queue, waiting: inOrder([call, ...queue.waiting]) }
}

function inOrder(calls: readonly Call[]): Call[] {
  return [...calls].sort((a, b) => a.seq - b.seq)
}

function newest(seqs: ReadonlySet<number>): ReadonlySet<number> {
  if (seqs.size <= remembered) return seqs
  return new Set([...seqs].sort((a, b) => b - a).slice(0, remembered / 2))
}
