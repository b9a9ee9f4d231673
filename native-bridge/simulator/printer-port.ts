import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { SimulatedEscposPrinter } from './escpos-printer.ts'

/** A simulated printer's network port. */
export interface PrinterPort {
  /** `127.0.0.1:9100`, as a bridge's configuration names it. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Puts a simulated printer on the network at port 9100's protocol. With its cable pulled it accepts nobody, and
 * comes back at the same port.
 */
export async function openPrinterPort(printer: SimulatedEscposPrinter, port = 0): Promise<PrinterPort> {
  const sockets = new Set<Socket>()
  const serve = () =>
    createServer((socket) => {
      sockets.add(socket)
      const cable = printer.attach({
        receive: (bytes) => socket.write(bytes),
        drop: () => socket.resetAndDestroy(),
      })
      socket.on('data', (bytes) => cable.send(bytes))
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        cable.detach()
      })
    })
  let server: Server = serve()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  const stopListening = printer.onPlug((plugged) => {
    server.close()
    if (plugged) server = serve().listen(address.port, '127.0.0.1')
  })
  return {
    address: `127.0.0.1:${address.port}`,
    async close() {
      stopListening()
      for (const socket of sockets) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
