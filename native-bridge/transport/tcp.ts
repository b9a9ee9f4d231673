import { connect, type Socket } from 'node:net'
import { fail, ok, type Result } from '../../core/result.ts'
import { unacknowledgedBytes } from './tcp-unacknowledged.ts'
import type { Connection, Transport, TransportFault, TransportListener } from './transport.ts'

const openTimeoutMs = 2000
/** A peer that acknowledged nothing and said nothing for so long, though there is something to acknowledge, is gone. */
const usualUnheardMs = 15_000
/** How often that is looked at. */
const looks = 5

/**
 * A device on the network, such as a printer at port 9100. The socket is read all the time: a printer with
 * automatic status on resets a connection whose answers nobody takes, and the job with it.
 */
export function tcpTransport(
  address: string,
  { unheardMs = usualUnheardMs }: { readonly unheardMs?: number } = {},
): Transport {
  const split = address.lastIndexOf(':')
  const host = address.slice(0, split)
  const port = Number(address.slice(split + 1))
  return {
    place: `tcp ${address}`,
    answers: 'yes',
    open: (listener, signal) =>
      openSocket(connect({ host, port, noDelay: true }), listener, unheardMs, signal),
  }
}

function openSocket(
  socket: Socket,
  listener: TransportListener,
  unheardMs: number,
  signal?: AbortSignal,
): Promise<Result<Connection, TransportFault>> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => give(fail('absent')), openTimeoutMs)
    const abort = () => give(fail('aborted'))
    const absent = () => give(fail('absent'))
    function give(result: Result<Connection, TransportFault>) {
      clearTimeout(limit)
      signal?.removeEventListener('abort', abort)
      socket.off('close', absent)
      if (!result.ok) socket.destroy()
      resolve(result)
    }
    // An error is always followed by close; without a listener it would end the process.
    socket.on('error', () => {})
    socket.on('close', absent)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    socket.on('connect', () => {
      socket.setKeepAlive(true, 5000)
      give(ok(over(socket, listener, unheardMs)))
    })
  })
}

/** Ends a socket whose peer takes nothing any more. Looks only while something was sent that is not acknowledged. */
function giveUpUnheard(socket: Socket, unheardMs: number): { sent(): void } {
  let timer: NodeJS.Timeout | null = null
  let heard = 0
  let left = { bytes: 0, heard: 0, sinceMs: 0 }
  const look = async () => {
    const bytes = await unacknowledgedBytes(socket)
    // What waits in this process counts too: a peer that is slow takes some of it between two looks.
    const waiting = (bytes ?? 0) + socket.writableLength
    const nowMs = performance.now()
    if (waiting === 0 || socket.destroyed) return stop()
    if (waiting < left.bytes || heard !== left.heard) left = { bytes: waiting, heard, sinceMs: nowMs }
    else left.bytes = waiting
    if (nowMs - left.sinceMs >= unheardMs) socket.destroy()
  }
  const stop = () => {
    if (timer) clearInterval(timer)
    timer = null
  }
  socket.on('data', () => {
    heard += 1
  })
  socket.on('close', stop)
  return {
    sent() {
      if (timer !== null || socket.destroyed) return
      left = { bytes: 0, heard, sinceMs: performance.now() }
      timer = setInterval(() => void look(), unheardMs / looks)
      timer.unref()
    },
  }
}

function over(socket: Socket, listener: TransportListener, unheardMs: number): Connection {
  let ours = false
  const unheard = giveUpUnheard(socket, unheardMs)
  socket.on('data', (bytes) => listener.onData(bytes))
  socket.on('close', () => {
    if (!ours) listener.onClose()
  })
  return {
    write: (bytes, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve(fail('aborted'))
        if (socket.destroyed) return resolve(fail('closed'))
        const abort = () => {
          // A reset drops what the printer has not taken yet: an unsent rest must not come out later.
          socket.resetAndDestroy()
          resolve(fail('aborted'))
        }
        signal?.addEventListener('abort', abort, { once: true })
        unheard.sent()
        socket.write(bytes, (error) => {
          signal?.removeEventListener('abort', abort)
          resolve(error ? fail('closed') : ok(undefined))
        })
        return undefined
      }),
    finish: (signal) =>
      new Promise((resolve) => {
        ours = true
        if (socket.destroyed || signal.aborted) return resolve(false)
        const abort = () => resolve(false)
        signal.addEventListener('abort', abort, { once: true })
        // A peer that ends in order has read to our end; one that resets the connection has not.
        socket.once('close', (hadError) => {
          signal.removeEventListener('abort', abort)
          resolve(!hadError)
        })
        socket.end()
        return undefined
      }),
    close: () =>
      new Promise((resolve) => {
        ours = true
        if (socket.closed) return resolve()
        socket.once('close', () => resolve())
        // end() delivers what is written; a peer that does not answer the end is dropped.
        socket.end()
        setTimeout(() => socket.destroy(), 300).unref()
        return undefined
      }),
  }
}
