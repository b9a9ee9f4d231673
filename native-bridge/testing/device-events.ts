import { createParser } from 'eventsource-parser'

/** An event of `GET /api/v1/devices/stream` as it came. */
export interface HeardEvent {
  readonly event: string
  readonly data: Record<string, unknown>
  /** When, by `performance.now()`. */
  readonly atMs: number
}

/** Follows a bridge's devices. Resolves when it is being told; `onEvent` hears each as it comes; `close` ends it. */
export async function followDevices(
  url: string,
  onEvent: (event: HeardEvent) => void = () => {},
): Promise<{ heard: HeardEvent[]; close(): void }> {
  const heard: HeardEvent[] = []
  const leaving = new AbortController()
  const answer = await fetch(`${url}/api/v1/devices/stream`, { signal: leaving.signal })
  const parser = createParser({
    onEvent({ event = '', data }) {
      const one = { event, data: JSON.parse(data), atMs: performance.now() }
      heard.push(one)
      onEvent(one)
    },
  })
  const text = new TextDecoder()
  const reading = async () => {
    for await (const bytes of answer.body ?? []) parser.feed(text.decode(bytes, { stream: true }))
  }
  reading().catch(() => {
    // Left.
  })
  return { heard, close: () => leaving.abort() }
}
