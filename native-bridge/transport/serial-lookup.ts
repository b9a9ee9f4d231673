import { readdir, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { SerialPort } from 'serialport'
import { fail, ok, type Result } from '../../core/result.ts'
import type { TransportFault } from './transport.ts'

/** A serial port that is named by its adapter, wherever it is plugged in. Numbers are in small letters. */
export interface SerialName {
  readonly vendorId: string
  readonly productId: string
  /** The adapter's own serial number, where it has one. */
  readonly serial?: string
  /** The socket as the system names it: `1-1.4`, bus and ports, on Linux. */
  readonly socket?: string
}

/** A port of the library's list, as far as an adapter is known by it. */
interface ListedPort {
  readonly path: string
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
  readonly serialNumber?: string | undefined
  readonly locationId?: string | undefined
}

/** Where adapters are looked for. */
export interface SerialLookup {
  /** The kernel's tree of devices; null on a system without one. */
  readonly sys?: string | null
  /** How ports are listed where there is no such tree. */
  readonly list?: () => Promise<readonly ListedPort[]>
}

const adapterName = /^([0-9a-f]{4}):([0-9a-f]{4})(?::([^@]+)|@(.+))?$/i

/** Reads `VID:PID`, `VID:PID:SERIAL` or `VID:PID@SOCKET`; null for what is a path. */
export function readSerialName(text: string): SerialName | null {
  const [, vendor, product, serial, socket] = adapterName.exec(text) ?? []
  if (vendor === undefined || product === undefined) return null
  return {
    vendorId: vendor.toLowerCase(),
    productId: product.toLowerCase(),
    ...(serial === undefined ? {} : { serial }),
    ...(socket === undefined ? {} : { socket }),
  }
}

/**
 * The path of the port with this adapter: `absent` where none is plugged in, `ambiguous` where several are and the name
 * does not say which, `unsearchable` where the system does not tell what is plugged in. On Linux the kernel's own files
 * are read: the library starts `udevadm` for each look, which a small machine may not have.
 */
export async function findSerialPort(
  name: SerialName,
  { sys = process.platform === 'linux' ? '/sys' : null, list = () => SerialPort.list() }: SerialLookup = {},
): Promise<Result<string, TransportFault>> {
  const ports = await (sys === null ? list() : portsBelow(sys)).catch(() => null)
  if (ports === null) return fail('unsearchable')
  const [found, ...more] = ports.filter((port) => isNamed(port, name))
  if (found === undefined) return fail('absent')
  return more.length > 0 ? fail('ambiguous') : ok(found.path)
}

function isNamed(port: ListedPort, { vendorId, productId, serial, socket }: SerialName): boolean {
  return (
    port.vendorId?.toLowerCase() === vendorId &&
    port.productId?.toLowerCase() === productId &&
    (serial === undefined || port.serialNumber === serial) &&
    (socket === undefined || port.locationId === socket)
  )
}

/** The serial ports that hang on USB. Rejects where there is no such tree. */
async function portsBelow(sys: string): Promise<ListedPort[]> {
  const names = await readdir(join(sys, 'class', 'tty'))
  const ports = await Promise.all(names.map((name) => portOf(sys, name)))
  return ports.filter((port) => port !== null)
}

/** A port with the adapter above it; null for one without, such as the board's own, or that goes while it is looked at. */
async function portOf(sys: string, name: string): Promise<ListedPort | null> {
  const [top, device] = await Promise.all(
    [sys, join(sys, 'class', 'tty', name, 'device')].map((path) => realpath(path).catch(() => null)),
  )
  if (!top || !device) return null
  for (let folder = device; folder.startsWith(`${top}/`); folder = dirname(folder)) {
    const vendorId = await word(join(folder, 'idVendor'))
    if (vendorId === undefined) continue
    const [productId, serialNumber] = [
      await word(join(folder, 'idProduct')),
      await word(join(folder, 'serial')),
    ]
    return { path: `/dev/${name}`, vendorId, productId, serialNumber, locationId: basename(folder) }
  }
  return null
}

async function word(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}
