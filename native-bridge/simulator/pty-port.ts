import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DeviceEnd, Pluggable } from './device.ts'
import { PacedWire } from './pace.ts'
import { openPty, type Pty } from './pty.ts'
import type { SimulatedPort } from './tcp-port.ts'

export interface PtyPortOptions {
  /** The speed of the line; as fast as it goes unless told. */
  readonly baudRate?: number
  /** A name that stays while the port behind it goes and comes, as those below /dev/serial/by-id do. */
  readonly link: string
}

/**
 * Puts a simulated device on a serial port in software. Pulling its cable hangs the port up; put in again it has
 * another number, as USB adapters do, behind the same link. A driver is there from the first byte that it sends: a
 * pseudo-terminal does not tell of an open.
 */
export function openPtyPort(device: Pluggable, options: PtyPortOptions): SimulatedPort {
  const { link, baudRate = Number.POSITIVE_INFINITY } = options
  let pty: Pty | null = null
  let cable: DeviceEnd | null = null
  let wires: PacedWire[] = []

  function insert(): void {
    const toDevice = new PacedWire(baudRate, (bytes) => cable?.send(bytes))
    const made = openPty((bytes) => toDevice.send(bytes))
    const toHost = new PacedWire(baudRate, (bytes) => made.write(bytes))
    pty = made
    wires = [toDevice, toHost]
    mkdirSync(dirname(link), { recursive: true })
    // Renamed over the old one, so that at no moment is there none.
    symlinkSync(made.path, `${link}.new`)
    renameSync(`${link}.new`, link)
    cable = device.attach({ receive: (bytes) => toHost.send(bytes), drop: remove })
  }

  function remove(): void {
    for (const wire of wires) wire.stop()
    wires = []
    pty?.close()
    pty = null
    cable = null
    rmSync(link, { force: true })
  }

  if (device.plugged) insert()
  const stopListening = device.onPlug((plugged) => {
    if (plugged && pty === null) insert()
    if (!plugged) remove()
  })
  return {
    address: link,
    async close() {
      stopListening()
      cable?.detach()
      remove()
    },
  }
}
