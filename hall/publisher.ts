import {
  type EntryName,
  entryTypes,
  isEntryName,
  type JournalEntry,
  publicPart,
} from '../contract/entries.ts'
import { formatPosition, parsePosition, type Topic } from '../contract/stream.ts'
import { readJournal } from '../db/journal.ts'
import { EventStream, encodeEvent, type StreamEvent } from '../web/event-stream.ts'
import type { Hall } from './hall.ts'
import { type Handlers, raw } from './serve.ts'
import { isStill, type Principal, standingChanges, whoAsks } from './who.ts'

/** Somebody who wants to listen. */
interface Reader {
  readonly who: Principal
  /** Whose the reader's credential is now. */
  readonly whoNow: () => Principal
  readonly topics: readonly Topic[]
  /** Where to go on; undefined for what happens from now on. */
  readonly after: string | undefined
}

interface Listener {
  readonly stream: EventStream
  readonly reader: Reader
  /** Its topics in order: whoever has the same hears the same. */
  readonly key: string
  readonly types: ReadonlySet<string>
  /** A phone hears of its own ticket alone. */
  readonly ticketId: string | null
}

/** Entries that are read from the journal at once for somebody who was away. */
const page = 100

/** Tells everybody who listens what was committed, in order, each entry once. */
export class Publisher {
  readonly #hall: Hall
  readonly #listeners = new Set<Listener>()
  readonly #beat: NodeJS.Timeout

  constructor(hall: Hall) {
    this.#hall = hall
    hall.writer.onCommitted((entries) => {
      this.#tell(entries)
    })
    // A page cannot see comments: the named beat is how it knows that the hall is still there.
    this.#beat = setInterval(() => {
      this.#letGo(() => true)
      for (const { stream } of this.#listeners) stream.send(beatAt(hall))
    }, 10_000)
    this.#beat.unref()
  }

  get listening(): number {
    return this.#listeners.size
  }

  /**
   * Attaches a reader. With a place to go on from it first gets everything since, straight from the journal;
   * reading and attaching happen in one turn, so nothing falls between. A place that this store does not know
   * (another epoch, or ahead of it) gives one `reset`: read the snapshot again. Whoever is no longer who they were
   * when they came is let go before anything more is told: what they may hear now is decided when they come again.
   */
  async attach(stream: EventStream, reader: Reader): Promise<void> {
    const { topics, after, who } = reader
    const types = new Set<string>(
      Object.entries(entryTypes)
        .filter(([, type]) => type.topics.some((topic) => topics.includes(topic)))
        .map(([name]) => name),
    )
    const ticketId = who.kind === 'phone' ? who.ticketId : null
    const listener = { stream, reader, key: topics.toSorted().join(), types, ticketId }
    const { seq, epoch } = this.#hall.writer
    if (after !== undefined && after !== '') {
      const place = parsePosition(after)
      if (!place || (place.epoch !== null && place.epoch !== epoch) || place.seq > seq)
        stream.send({ id: formatPosition({ epoch, seq }), event: 'reset', data: { seq, epoch } })
      else await this.#replay(listener, place.seq)
    }
    if (!isStill(who, reader.whoNow())) stream.close()
    if (stream.closed) return
    // The first beat tells a page that it is connected before anything happens in the hall.
    stream.send(beatAt(this.#hall))
    this.#listeners.add(listener)
    stream.onClose(() => this.#listeners.delete(listener))
  }

  /** Lets everybody go, at the end of the service. */
  close(): void {
    clearInterval(this.#beat)
    for (const { stream } of this.#listeners) stream.close()
  }

  /** Ends in the turn in which it read the last entries, so that attaching right after it loses none. */
  async #replay(listener: Listener, from: number): Promise<void> {
    let after = from
    for (;;) {
      const entries = readJournal(this.#hall.db, { after, limit: page })
      send(listener, textFor(listener, entries.flatMap(toldAs)))
      const last = entries.at(-1)
      if (!last || entries.length < page || listener.stream.closed) return
      after = last.seq
      // A day's backlog goes at the reader's pace and not through our memory.
      await listener.stream.drained()
      if (!isStill(listener.reader.who, listener.reader.whoNow())) return
    }
  }

  /** Ends the streams of those who are no longer who they were; only where it is in doubt, for it reads the store. */
  #letGo(inDoubt: (reader: Reader) => boolean): void {
    for (const { stream, reader } of this.#listeners)
      if (inDoubt(reader) && !isStill(reader.who, reader.whoNow())) stream.close()
  }

  /** What one commit holds goes out at once; screens with the same topics share one buffer of it. */
  #tell(entries: readonly JournalEntry[]): void {
    const changed = entries.some((entry) => standingChanges.has(entry.type))
    const nowMs = this.#hall.clock()
    this.#letGo(({ who }) => changed || (who.kind === 'person' && (who.expiresAtMs ?? nowMs) <= nowMs))
    if (this.#listeners.size === 0) return
    const told = entries.flatMap(toldAs)
    const shared = new Map<string, Buffer>()
    for (const listener of this.#listeners) {
      if (listener.ticketId !== null) {
        send(listener, textFor(listener, told))
        continue
      }
      const known = shared.get(listener.key)
      const buffer = known ?? Buffer.from(textFor(listener, told))
      if (!known) shared.set(listener.key, buffer)
      send(listener, buffer)
    }
  }
}

/** An entry, as it goes over the wire to whoever may hear all of its public part. */
interface Told {
  readonly entry: JournalEntry
  readonly text: string
}

function toldAs(entry: JournalEntry): Told[] {
  const event = eventOf(entry)
  return event ? [{ entry, text: encodeEvent(event) }] : []
}

function send(listener: Listener, text: string | Buffer): void {
  if (text.length > 0) listener.stream.sendEncoded(text)
}

function textFor({ types, ticketId }: Listener, told: readonly Told[]): string {
  return told
    .map(({ entry, text }) => {
      if (!types.has(entry.type)) return ''
      if (ticketId === null || entry.body['ticketId'] === ticketId) return text
      if (!linesChange.has(entry.type)) return ''
      return encodeEvent({ id: formatPosition(entry), event: entry.type, data: {} })
    })
    .join('')
}

/** Entries about others after which a phone's own place in the line may have changed; it learns only that something did. */
const linesChange: ReadonlySet<string> = new Set<EntryName>([
  'ticket-called',
  'ticket-cancelled',
  'ticket-returned',
  'ticket-transferred',
  'queue-unattended',
  'queue-attended',
  'window-opened',
  'day-ended',
])

function eventOf(entry: JournalEntry): StreamEvent | null {
  if (!isEntryName(entry.type)) return null
  return {
    id: formatPosition(entry),
    event: entry.type,
    data: { seq: entry.seq, at: entry.at, ...publicPart(entry.type, entry.body) },
  }
}

/** The event stream's route. */
export function streamRoutes(publisher: Publisher, controlToken: string | null): Handlers<'stream'> {
  return {
    stream: raw(async ({ query, who, hall, reply }, request) => {
      reply.hijack()
      const stream = new EventStream(reply.raw)
      const lastEventId = request.headers['last-event-id']
      await publisher.attach(stream, {
        who,
        whoNow: () => whoAsks(hall, request, controlToken),
        topics: query.topics,
        after: (typeof lastEventId === 'string' ? lastEventId : undefined) ?? query.after,
      })
    }),
  }
}

/** The beat carries the present place, so that whoever heard nothing for an hour goes on from here and not from then. */
function beatAt(hall: Hall): StreamEvent {
  const { seq, epoch } = hall.writer
  return { id: formatPosition({ epoch, seq }), event: 'heartbeat', data: { seq } }
}
