import { setTimeout as wait } from 'node:timers/promises'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Connection, Transport, TransportFault, TransportListener } from './transport.ts'
import { findUsb, type UsbDevice, type UsbEndpoint, type UsbFinder } from './usb-library.ts'

/** Bytes handed on at once, and the longest piece that is taken. */
const writeBytes = 512
const readBytes = 4096
/** An idle read is given up and begun again, so that a close waits no longer than this. */
const readMs = 500
/** A device that takes nothing for so long takes nothing more on this connection. */
const writeMs = 10_000
/** Reads that fail at once, one after the other, mean that the line is dead though the device is listed. */
const deadAfterFailures = 5

/**
 * Which pipes a device talks on, by their endpoint numbers (without the direction bit: 81h is 1). A device with a
 * `body` has its messages' first bytes on one pair of pipes and the rest on another, as ID-card readers do.
 */
export interface UsbPipes {
  readonly out: number
  readonly in: number
  readonly body?: { readonly afterBytes: number; readonly out: number; readonly in: number }
}

export interface UsbOptions {
  /** The bulk pipes of the printer interface (class 7) unless told. */
  readonly pipes?: UsbPipes
  readonly find?: UsbFinder
}

/** A device reached over USB bulk transfers, named by `VID:PID` in hexadecimal; found again on any socket. */
export function usbTransport(name: string, options: UsbOptions = {}): Transport {
  const [vendorId = 0, productId = 0] = name.split(':').map((part) => Number.parseInt(part, 16))
  const find = () => (options.find ?? findUsb)(vendorId, productId)
  return {
    place: `usb ${name.toLowerCase()}`,
    answers: 'yes',
    async open(listener) {
      const device = await find().catch(() => null)
      if (!device) return fail('absent')
      const claimed = await claim(device, options.pipes)
      if (claimed === null) return fail('absent')
      return ok(new UsbConnection(device, claimed, find, listener))
    },
  }
}

interface Claimed {
  readonly number: number
  readonly pipes: UsbPipes
}

/** Opens the device and takes its interface; null where another program has it or rights are missing. */
async function claim(device: UsbDevice, wanted?: UsbPipes): Promise<Claimed | null> {
  try {
    await device.open()
  } catch {
    return null
  }
  const found = interfaceOf(device, wanted)
  try {
    if (found === null) throw new Error('no such interface')
    // The kernel's own driver (usblp) holds a printer; where there is none, or no such thing, there is nothing to do.
    await device.detachKernelDriver(found.number).catch(() => {})
    await device.claimInterface(found.number)
    return found
  } catch {
    await device.close().catch(() => {})
    return null
  }
}

function interfaceOf(device: UsbDevice, wanted?: UsbPipes): Claimed | null {
  for (const { interfaceNumber, alternate } of device.configuration?.interfaces ?? []) {
    const bulk = (direction: UsbEndpoint['direction']) =>
      alternate.endpoints.filter((one) => one.type === 'bulk' && one.direction === direction)
    if (wanted) {
      if (bulk('out').some(({ endpointNumber }) => endpointNumber === wanted.out))
        return { number: interfaceNumber, pipes: wanted }
      continue
    }
    const [out, into] = [bulk('out')[0], bulk('in')[0]]
    if (alternate.interfaceClass === 7 && out && into)
      return { number: interfaceNumber, pipes: { out: out.endpointNumber, in: into.endpointNumber } }
  }
  return null
}

class UsbConnection implements Connection {
  readonly #device: UsbDevice
  readonly #claimed: Claimed
  readonly #find: () => Promise<UsbDevice | null>
  readonly #listener: TransportListener
  readonly #reading: Promise<void>
  #open = true

  constructor(
    device: UsbDevice,
    claimed: Claimed,
    find: () => Promise<UsbDevice | null>,
    listener: TransportListener,
  ) {
    this.#device = device
    this.#claimed = claimed
    this.#find = find
    this.#listener = listener
    this.#reading = this.#read()
  }

  async write(bytes: Uint8Array, signal?: AbortSignal): Promise<Result<void, TransportFault>> {
    const { out, body } = this.#claimed.pipes
    const head = body ? bytes.subarray(0, body.afterBytes) : bytes
    const first = await this.#send(out, head, signal)
    if (!first.ok || body === undefined || bytes.length <= body.afterBytes) return first
    return this.#send(body.out, bytes.subarray(body.afterBytes), signal)
  }

  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#reading
    await this.#letGo()
  }

  async #send(
    endpoint: number,
    bytes: Uint8Array,
    signal?: AbortSignal,
  ): Promise<Result<void, TransportFault>> {
    for (let sent = 0; sent < bytes.length; ) {
      if (!this.#open) return fail('closed')
      if (signal?.aborted) return this.#giveUp('aborted')
      const piece = Uint8Array.from(bytes.subarray(sent, sent + writeBytes))
      const aborted = Promise.withResolvers<null>()
      const abort = () => aborted.resolve(null)
      signal?.addEventListener('abort', abort, { once: true })
      const sending = this.#device.transferOut(endpoint, piece, writeMs).catch(() => null)
      const done = await Promise.race([sending, aborted.promise])
      signal?.removeEventListener('abort', abort)
      // How much of a piece that failed got through nobody knows: half a command is noise, so the way is closed.
      if (done === null) return this.#giveUp(signal?.aborted ? 'aborted' : 'closed')
      if (done.status !== 'ok' || done.bytesWritten <= 0) return this.#giveUp('closed')
      sent += done.bytesWritten
    }
    return ok(undefined)
  }

  /** Takes what the device says. A message in two parts comes from its two pipes in turn. */
  async #read(): Promise<void> {
    const { in: head, body } = this.#claimed.pipes
    let failures = 0
    while (this.#open) {
      const begunMs = performance.now()
      const heard = await this.#receive(head)
      if (heard && body) await this.#receive(body.in)
      if (heard) {
        failures = 0
        continue
      }
      // A read that ran out of time is an idle line; one that failed at once may be a device that is gone.
      failures = performance.now() - begunMs < readMs / 2 ? failures + 1 : 0
      if (failures > 0 && this.#open) {
        const there = await this.#find().catch(() => null)
        const same = there?.bus === this.#device.bus && there.address === this.#device.address
        if (!same || failures >= deadAfterFailures) this.#lose()
        else await wait(20)
      }
    }
  }

  async #receive(endpoint: number): Promise<boolean> {
    const got = await this.#device.transferIn(endpoint, readBytes, readMs).catch(() => null)
    if (!this.#open || got?.status !== 'ok' || got.data === undefined) return false
    const { buffer, byteOffset, byteLength } = got.data
    if (byteLength > 0) this.#listener.onData(new Uint8Array(buffer, byteOffset, byteLength))
    return true
  }

  async #giveUp(fault: TransportFault): Promise<Result<void, TransportFault>> {
    this.#lose()
    return fail(fault)
  }

  /** The way is gone, or no good any more: told once, and the device let go so that it can be opened anew. */
  #lose(): void {
    if (!this.#open) return
    this.#open = false
    void this.#letGo().then(() => this.#listener.onClose())
  }

  async #letGo(): Promise<void> {
    await this.#device.releaseInterface(this.#claimed.number).catch(() => {})
    await this.#device.close().catch(() => {})
  }
}
