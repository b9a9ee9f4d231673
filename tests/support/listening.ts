import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { must } from '../../core/result.ts'

/** One who listens to a hall's stream as a script does, and what was heard. */
export interface Listening {
  /** Everything but the beats, in order. */
  readonly events: EventSourceMessage[]
  until(done: (events: readonly EventSourceMessage[]) => boolean): Promise<void>
  /** Resolves when the stream is over, whoever ended it. */
  readonly over: Promise<void>
  close(): Promise<void>
}

/** Listens to a hall's stream; resolves with the first beat, so that nothing told afterwards is missed. Throws where the hall refuses. */
export async function listenTo(
  url: string,
  query: string,
  { token, lastEventId }: { token: string; lastEventId?: string },
): Promise<Listening> {
  const controller = new AbortController()
  const answer = await fetch(`${url}/api/v1/stream${query}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: controller.signal,
  })
  if (answer.status !== 200) throw new Error(`the hall refused the stream with ${answer.status}`)
  const events: EventSourceMessage[] = []
  const waiting = new Set<() => void>()
  let beaten = () => {}
  const firstBeat = new Promise<void>((resolve) => {
    beaten = resolve
  })
  const parser = createParser({
    onEvent: (event) => {
      if (event.event === 'heartbeat') beaten()
      else events.push(event)
      for (const check of waiting) check()
    },
  })
  const over = (async () => {
    for await (const part of must(answer.body, 'a stream').pipeThrough(new TextDecoderStream()))
      parser.feed(part)
  })().catch(() => undefined)
  await Promise.race([firstBeat, over])
  return {
    events,
    until: (done) =>
      new Promise((resolve) => {
        const check = () => {
          if (!done(events)) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    over,
    async close() {
      controller.abort()
      await over
    },
  }
}
