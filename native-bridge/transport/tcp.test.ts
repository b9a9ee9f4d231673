import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { tcpTransport } from './tcp.ts'

/** Sockets on this machine. The other end is a peer that a test lets read or not. */
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function setUp(unheardMs: number) {
  const accepted = Promise.withResolvers<Socket>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    accepted.resolve(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  let closes = 0
  const opened = await tcpTransport(`127.0.0.1:${address.port}`, { unheardMs }).open({
    onData: () => {},
    onClose: () => {
      closes += 1
    },
  })
  const connection = must(opened.ok ? opened.value : null, 'the server listens')
  const peer = await accepted.promise
  ends.push(
    () => {
      peer.destroy()
      server.close()
    },
    () => connection.close(),
  )
  return { connection, peer, closes: () => closes }
}

/** More than both ends' buffers take. */
const much = new Uint8Array(8_000_000)

it.skipIf(process.platform !== 'linux')(
  'a peer that takes nothing any more is given up, though it never closed',
  async () => {
    const { connection, peer, closes } = await setUp(300)
    peer.pause()
    const written = connection.write(much)
    await expect.poll(closes, { timeout: 8000 }).toBe(1)
    expect(await written).toEqual({ ok: false, problem: 'closed' })
  },
)

it('a peer that is slow, and takes a little now and then, is not', async () => {
  const { connection, peer, closes } = await setUp(3000)
  const begunMs = performance.now()
  peer.on('data', () => {
    peer.pause()
    setTimeout(() => peer.resume(), 40)
  })
  // For longer than a peer that takes nothing is let be.
  while (performance.now() - begunMs < 4500)
    expect(await connection.write(much)).toEqual({ ok: true, value: undefined })
  expect(closes()).toBe(0)
}, 40_000)

it('a line on which nothing is sent is left alone', async () => {
  const { connection, peer, closes } = await setUp(100)
  peer.on('data', () => {})
  expect(await connection.write(Uint8Array.of(1))).toEqual({ ok: true, value: undefined })
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(closes()).toBe(0)
})
