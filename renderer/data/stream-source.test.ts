import { describe, expect, it } from 'vitest'
import { fetchOpener, streamAddress } from './stream-source.ts'

describe('the stream by fetch', () => {
  it('gives events whole, however the network cuts them, and then says that it ended', async () => {
    const text =
      ': hi\n\nid: e:1\nevent: ticket-called\ndata: {"number":"甲"}\n\nevent: heartbeat\ndata: {}\n\n'
    const bytes = new TextEncoder().encode(text)
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    let asked = ''
    let authorization: string | null = null
    const send: typeof fetch = async (input, init) => {
      asked = String(input)
      authorization = new Headers(init?.headers).get('authorization')
      return new Response(body)
    }
    const heard: unknown[] = []
    await new Promise<void>((lost) => {
      fetchOpener('SECRET', send)('e:0', {
        onOpen: () => heard.push('open'),
        onEvent: (...event) => heard.push(event),
        onLost: lost,
      })
    })
    expect(heard).toEqual(['open', ['ticket-called', '{"number":"甲"}', 'e:1'], ['heartbeat', '{}', 'e:1']])
    expect(asked).toBe('/api/v1/stream?after=e%3A0')
    expect(authorization).toBe('Bearer SECRET')
  })

  it('is lost when it is refused', async () => {
    const send: typeof fetch = async () => new Response(null, { status: 401 })
    const opened: string[] = []
    await new Promise<void>((lost) => {
      fetchOpener('SECRET', send)(null, {
        onOpen: () => opened.push('open'),
        onEvent: () => undefined,
        onLost: lost,
      })
    })
    expect(opened).toEqual([])
  })

  it('names the cookie that speaks in its address', () => {
    expect(streamAddress(null, 'window')).toBe('/api/v1/stream?as=window')
    expect(streamAddress(null)).toBe('/api/v1/stream')
  })
})
