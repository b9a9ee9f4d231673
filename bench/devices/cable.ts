import { join } from 'node:path'
import type { TransportConfig } from '../../contract/devices/transport.ts'
import type { Pluggable } from '../../native-bridge/simulator/device.ts'
import { openPtyPort } from '../../native-bridge/simulator/pty-port.ts'
import { openTcpPort, type SimulatedPort } from '../../native-bridge/simulator/tcp-port.ts'
import { serialTransport } from '../../native-bridge/transport/serial.ts'
import { tcpTransport } from '../../native-bridge/transport/tcp.ts'
import type { Transport } from '../../native-bridge/transport/transport.ts'

/** What a device is put on: a serial line of so many baud, or the network, which has no pace of its own here. */
export type CableKind = { readonly baudRate: number } | 'tcp'

/** A cable to a device, as the bridge's configuration names it and as its transport opens it. */
export interface Cable {
  readonly config: TransportConfig
  readonly transport: Transport
  close(): Promise<void>
}

/** Puts a device on a cable; `name` is the serial port's, below the folder. */
export async function layCable(
  device: Pluggable,
  kind: CableKind,
  folder: string,
  name: string,
): Promise<Cable> {
  if (kind === 'tcp') {
    const port = await openTcpPort(device)
    return { ...ends(port), config: { tcp: port.address }, transport: tcpTransport(port.address) }
  }
  const { baudRate } = kind
  const port = openPtyPort(device, { link: join(folder, 'by-id', name), baudRate })
  return {
    ...ends(port),
    config: { serial: port.address, baudRate },
    transport: serialTransport(port.address, baudRate),
  }
}

function ends(port: SimulatedPort) {
  return { close: () => port.close() }
}
