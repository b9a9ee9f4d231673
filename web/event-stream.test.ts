import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { EventStream, type EventStreamOptions } from './event-stream.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A real server whose every request becomes a stream, and a real socket that asked for one. */
async function opened(options: EventStreamOptions = {}) {
  const server = createServer()
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  const arriving = once(server, 'request')
  const socket = connect(address.port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const [, response] = await arriving
  const stream = new EventStream(response, options)
  const closed = new Promise<void>((resolve) => stream.onClose(resolve))
  return { socket, stream, closed }
}

async function readUntil(socket: ReturnType<typeof connect>, text: string): Promise<string> {
  let seen = ''
  for await (const chunk of socket) {
    seen += String(chunk)
    if (seen.includes(text)) break
  }
  return seen
}

describe('an event stream', () => {
  it('sends id, event and data, after headers that forbid caching', async () => {
    const { socket, stream } = await opened()
    expect(stream.send({ id: 'e:7', event: 'ticket-called', data: { number: 'A001', note: '一\n二' } })).toBe(
      true,
    )
    const seen = await readUntil(socket, '二"}')
    expect(seen).toContain('content-type: text/event-stream')
    expect(seen).toContain('cache-control: no-cache')
    expect(seen).toContain('id: e:7\nevent: ticket-called\ndata: {"number":"A001","note":"一\\n二"}\n\n')
  })

  it('keeps itself alive with comments', async () => {
    const { socket } = await opened({ heartbeatMs: 20 })
    expect(await readUntil(socket, ': beat')).toContain(': beat\n\n')
  })

  it('lets a reader go that does not read, and stops its heartbeat', async () => {
    const { socket, stream, closed } = await opened({ bufferLimitBytes: 100_000 })
    socket.pause()
    const data = 'x'.repeat(64_000)
    let sent = 0
    while (stream.send({ event: 'queue', data }) && sent < 10_000) sent += 1
    await closed
    expect(stream.closed).toBe(true)
    expect(sent).toBeLessThan(10_000)
    expect(stream.send({ event: 'late', data: 1 })).toBe(false)
    socket.destroy()
  })

  it('lets a reader go that takes nothing from one beat to the next, however little waits', async () => {
    const { socket, stream, closed } = await opened({ heartbeatMs: 50, bufferLimitBytes: 1e9 })
    socket.pause()
    // More than the system holds for a reader that does not read, so that some of it waits with us.
    for (let sent = 0; sent < 200; sent += 1) stream.send({ event: 'queue', data: 'x'.repeat(64_000) })
    await closed
    expect(stream.closed).toBe(true)
    socket.destroy()
  })

  it('does not take a burst for a reader that does not read', async () => {
    const { socket, stream } = await opened({ bufferLimitBytes: 1000 })
    expect(stream.send({ event: 'burst', data: 'x'.repeat(4_000_000) })).toBe(true)
    socket.resume()
    await stream.drained()
    expect(stream.closed).toBe(false)
    expect(stream.send({ event: 'after', data: 1 })).toBe(true)
    socket.destroy()
  })

  it('knows when the reader left', async () => {
    const { socket, stream, closed } = await opened()
    socket.destroy()
    await closed
    expect(stream.send({ event: 'late', data: 1 })).toBe(false)
  })

  it('ends from our side, and tells a closer that comes late', async () => {
    const { socket, stream } = await opened()
    const ended = once(socket, 'end')
    socket.resume()
    stream.close()
    await ended
    let told = 0
    stream.onClose(() => {
      told += 1
    })
    stream.close()
    expect(told).toBe(1)
  })
})
