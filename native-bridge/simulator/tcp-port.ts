import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Pluggable } from './device.ts'
import { PacedWire } from './pace.ts'
import { portThatStaysFree } from './port-that-stays-free.ts'

/** A cable to a simulated device. */
export interface SimulatedPort {
  /** What a bridge's configuration names: `127.0.0.1:9100`, or the path of a serial port. */
  readonly address: string
  close(): Promise<void>
}

export interface PortOptions {
  /** The speed of the line; as fast as it goes unless told. */
  readonly baudRate?: number
}

/**
 * Puts a simulated device on a TCP port of this machine, as a printer at 9100 or a serial line behind a converter.
 * With the cable pulled it accepts nobody; it comes back at the same port. `port` 0 is any free one.
 */
export async function openTcpPort(
  device: Pluggable,
  port = 0,
  { baudRate = Number.POSITIVE_INFINITY }: PortOptions = {},
): Promise<SimulatedPort> {
  const sockets = new Set<Socket>()
  const serve = () =>
    createServer((socket) => {
      sockets.add(socket)
      const toHost = new PacedWire(baudRate, (bytes) => socket.write(bytes))
      const cable = device.attach({
        receive: (bytes) => toHost.send(bytes),
        drop: () => socket.resetAndDestroy(),
      })
      const toDevice = new PacedWire(baudRate, (bytes) => cable.send(bytes))
      socket.setNoDelay(true)
      socket.on('data', (bytes) => toDevice.send(bytes))
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        toHost.stop()
        // What a host wrote before it left arrives still, as it does in the buffer of a real one.
        if (Number.isFinite(baudRate)) toDevice.stop()
        cable.detach()
      })
    })
  let server: Server = serve()
  await once(server.listen(port === 0 ? await portThatStaysFree() : port, '127.0.0.1'), 'listening')
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port')
  if (!device.plugged) server.close()
  const stopListening = device.onPlug((plugged) => {
    server.close()
    if (plugged) server = serve().listen(bound.port, '127.0.0.1')
  })
  return {
    address: `127.0.0.1:${bound.port}`,
    async close() {
      stopListening()
      for (const socket of sockets) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
