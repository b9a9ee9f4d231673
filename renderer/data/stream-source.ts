import { createParser } from 'eventsource-parser'
import { type OpenSource, streamEventNames } from './stream-follower.ts'

/** The stream's address; `as` names the cookie that speaks, because an EventSource cannot send a header. */
export function streamAddress(after: string | null, as?: string): string {
  const query = new URLSearchParams()
  if (as !== undefined) query.set('as', as)
  if (after !== null) query.set('after', after)
  const tail = query.toString()
  return `/api/v1/stream${tail === '' ? '' : `?${tail}`}`
}

/** By EventSource, for pages that speak with a cookie or through a bridge. `nextAs` is asked at each attempt. */
export function eventSourceOpener(nextAs: () => string | undefined): OpenSource {
  return (after, listener) => {
    const source = new EventSource(streamAddress(after, nextAs()))
    source.onopen = () => listener.onOpen()
    // The browser's own reconnection keeps asking from where *it* began; ours knows the last event seen.
    source.onerror = () => {
      source.close()
      listener.onLost()
    }
    for (const name of streamEventNames)
      source.addEventListener(name, (event: MessageEvent<unknown>) =>
        listener.onEvent(name, typeof event.data === 'string' ? event.data : '{}', event.lastEventId),
      )
    return { close: () => source.close() }
  }
}

/** By fetch, for the phone's page, whose secret travels in a header and never in an address. */
export function fetchOpener(
  token: string,
  send: typeof fetch = globalThis.fetch.bind(globalThis),
): OpenSource {
  return (after, listener) => {
    const stop = new AbortController()
    void (async () => {
      try {
        const response = await send(streamAddress(after), {
          headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
          signal: stop.signal,
          cache: 'no-store',
        })
        if (!response.ok || response.body === null) return listener.onLost()
        listener.onOpen()
        let lastId = after ?? ''
        const parser = createParser({
          onEvent: ({ event, id, data }) => {
            if (id !== undefined) lastId = id
            listener.onEvent(event ?? 'message', data, lastId)
          },
        })
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
        for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value)
        listener.onLost()
      } catch {
        // Whatever broke the connection, the answer is the same: open another one.
        if (!stop.signal.aborted) listener.onLost()
      }
    })()
    return { close: () => stop.abort() }
  }
}
