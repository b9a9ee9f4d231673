import { connect, type Socket } from 'node:net'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Connection, Transport, TransportFault, TransportListener } from './transport.ts'

const openTimeoutMs = 2000

/**
 * A device on the network, such as a printer at port 9100. The socket is read all the time: a printer with
 * automatic status on resets a connection whose answers nobody takes, and the job with it.
 */
export function tcpTransport(address: string): Transport {
  const split = address.lastIndexOf(':')
  const host = address.slice(0, split)
  const port = Number(address.slice(split + 1))
  return {
    place: `tcp ${address}`,
    answers: 'yes',
    open: (listener, signal) => openSocket(connect({ host, port, noDelay: true }), listener, signal),
  }
}

function openSocket(
  socket: Socket,
  listener: TransportListener,
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
      give(ok(over(socket, listener)))
    })
  })
}

function over(socket: Socket, listener: TransportListener): Connection {
  let ours = false
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
