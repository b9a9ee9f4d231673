import { realpath, stat } from 'node:fs/promises'
import { SerialPort } from 'serialport'
import { fail, ok, type Result } from '../../core/result.ts'
import { findSerialPort, readSerialName, type SerialLookup } from './serial-lookup.ts'
import type { Connection, Transport, TransportFault, TransportListener } from './transport.ts'

/** How often an open port is looked for below /dev. */
const lookMs = 400

/**
 * A serial port, 8N1, without any flow control: 11h and 13h are data on these lines. The port is named by its path, or
 * by its adapter (`serial-lookup.ts`), which is looked up at every open, so that it is found again on another socket.
 */
export function serialTransport(name: string, baudRate: number, lookup?: SerialLookup): Transport {
  const adapter = readSerialName(name)
  return {
    place: `serial ${name} ${baudRate}`,
    answers: 'yes',
    baudRate,
    async open(listener) {
      const path = adapter === null ? ok(name) : await findSerialPort(adapter, lookup)
      return path.ok ? openPort(path.value, baudRate, listener) : path
    },
  }
}

function openPort(
  path: string,
  baudRate: number,
  listener: TransportListener,
): Promise<Result<Connection, TransportFault>> {
  const port = new SerialPort({
    path,
    baudRate,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    xon: false,
    xoff: false,
    rtscts: false,
    // One owner: a second program on the line would take half of the answers.
    lock: true,
    autoOpen: false,
  })
  // An error is followed by close where the port is gone; without a listener it would end the process.
  port.on('error', () => {})
  return new Promise((resolve) => {
    port.open((error) => {
      if (error) return resolve(fail('absent'))
      const connection = over(port, listener)
      whenGone(path, port, () => connection.lose())
      return resolve(ok(connection))
    })
  })
}

/**
 * A port that goes in the moment of its opening is never told of: a hung-up terminal reads as empty for ever, and the
 * library reads on. Its node below /dev goes with it, though, or is another one by the next look.
 */
async function whenGone(path: string, port: SerialPort, lose: () => void): Promise<void> {
  const node = await realpath(path).catch(() => null)
  const first = node === null ? null : await stat(node).catch(() => null)
  if (node === null || first === null) return lose()
  const timer = setInterval(async () => {
    const now = await stat(node).catch(() => null)
    if (now === null || now.ino !== first.ino) lose()
  }, lookMs)
  timer.unref()
  port.once('close', () => clearInterval(timer))
  if (!port.isOpen) clearInterval(timer)
}

function over(port: SerialPort, listener: TransportListener): Connection & { lose(): void } {
  let open = true
  port.on('data', (bytes: Buffer) => {
    if (open) listener.onData(bytes)
  })
  port.on('close', () => {
    if (!open) return
    open = false
    listener.onClose()
  })
  const end = () =>
    new Promise<void>((resolve) => {
      if (!port.isOpen) return resolve()
      port.close(() => resolve())
      return undefined
    })
  return {
    write: (bytes, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve(fail('aborted'))
        if (!open) return resolve(fail('closed'))
        const settle = (result: Result<void, TransportFault>) => {
          signal?.removeEventListener('abort', abort)
          port.off('close', gone)
          resolve(result)
        }
        const abort = () => {
          open = false
          // What the port has not sent yet must not come out later.
          port.flush(() => end().then(() => listener.onClose()))
          settle(fail('aborted'))
        }
        // Of a write that was under way when the port went, the library never speaks again.
        const gone = () => settle(fail('closed'))
        signal?.addEventListener('abort', abort, { once: true })
        port.once('close', gone)
        port.write(Buffer.from(bytes), (error) => settle(error ? fail('closed') : ok(undefined)))
        return undefined
      }),
    async close() {
      open = false
      await end()
    },
    lose() {
      if (!open) return
      open = false
      void end().then(() => listener.onClose())
    },
  }
}
