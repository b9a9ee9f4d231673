import type { UsbDevice, UsbFinder } from '../transport/usb-library.ts'
import type { DeviceEnd, Pluggable } from './device.ts'

/** Which pipes the simulated socket has: endpoint numbers without the direction bit, in pairs. */
export interface UsbSocketOptions {
  readonly interfaceClass?: number
  readonly out?: readonly number[]
  readonly in?: readonly number[]
  /** What a device with two pairs says on its first pipe before the rest goes on the second. */
  readonly headBytes?: number
}

interface Taker {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
}

/** What a device has sent on its pipes to the host, and who waits for more. */
class InPipes {
  readonly #heard: ReadonlyMap<number, Uint8Array[]>
  readonly #takers = new Map<number, Taker>()

  constructor(endpoints: readonly number[]) {
    this.#heard = new Map(endpoints.map((endpoint) => [endpoint, []]))
  }

  arrive(endpoint: number, bytes: Uint8Array): void {
    const taker = this.#takers.get(endpoint)
    this.#takers.delete(endpoint)
    if (taker) taker.resolve(bytes)
    else this.#heard.get(endpoint)?.push(bytes)
  }

  /** What came, or comes in time; rejects when nothing does, or when the device goes. */
  async take(endpoint: number, timeoutMs: number): Promise<Uint8Array> {
    const early = this.#heard.get(endpoint)?.shift()
    if (early !== undefined) return early
    const taken = Promise.withResolvers<Uint8Array>()
    this.#takers.set(endpoint, taken)
    const limit = setTimeout(() => {
      this.#takers.delete(endpoint)
      taken.reject(new Error('the transfer timed out'))
    }, timeoutMs)
    try {
      return await taken.promise
    } finally {
      clearTimeout(limit)
    }
  }

  drop(): void {
    for (const taker of this.#takers.values()) taker.reject(new Error('device is disconnected'))
    this.#takers.clear()
  }
}

/** The one interface of a device, as the library describes it. */
function describe(interfaceClass: number, out: readonly number[], into: readonly number[]) {
  const endpoints = (numbers: readonly number[], direction: 'in' | 'out') =>
    numbers.map((endpointNumber) => ({ endpointNumber, direction, type: 'bulk' }))
  const alternate = { interfaceClass, endpoints: [...endpoints(out, 'out'), ...endpoints(into, 'in')] }
  return { interfaces: [{ interfaceNumber: 0, alternate }] }
}

/**
 * A stand-in for the library's device, with a simulated device behind it: there is no USB in software as a PTY is a
 * serial port in software. It keeps the library's manners: one that is pulled out rejects what is under way, a read
 * that hears nothing rejects when its time is over, and plugged in again it is another device at another address.
 */
export function openUsbSocket(
  device: Pluggable,
  options: UsbSocketOptions = {},
): { readonly find: UsbFinder; readonly claims: () => number } {
  const { interfaceClass = 7, out = [2], in: into = [1], headBytes } = options
  let address = 1
  let claims = 0
  device.onPlug((plugged) => {
    if (plugged) address += 1
  })

  function plug(mine: number): UsbDevice {
    const pipes = new InPipes(into)
    let cable: DeviceEnd | null = null
    let claimed = false
    const gone = () => !device.plugged || mine !== address
    const guard = () => {
      if (gone()) throw new Error('device is disconnected')
      if (cable === null) throw new Error('the interface is not claimed')
      return cable
    }
    function receive(bytes: Uint8Array): void {
      const [first = 1, second] = into
      const head = second === undefined ? bytes : bytes.subarray(0, headBytes)
      pipes.arrive(first, head)
      if (second !== undefined && bytes.length > head.length)
        pipes.arrive(second, bytes.subarray(head.length))
    }
    function drop(): void {
      cable = null
      pipes.drop()
    }
    return {
      bus: '1',
      address: mine,
      configuration: describe(interfaceClass, out, into),
      async open() {
        if (gone()) throw new Error('no such device')
      },
      async close() {
        cable?.detach()
        drop()
      },
      async detachKernelDriver() {
        throw new Error('no kernel driver is attached')
      },
      async claimInterface() {
        if (gone()) throw new Error('no such device')
        claims += 1
        claimed = true
        cable = device.attach({ receive, drop })
      },
      async releaseInterface() {
        if (claimed) claims -= 1
        claimed = false
        cable?.detach()
        drop()
      },
      async transferIn(endpoint, _length, timeoutMs = 1000) {
        guard()
        const bytes = await pipes.take(endpoint, timeoutMs)
        return { status: 'ok', data: new DataView(Uint8Array.from(bytes).buffer) }
      },
      async transferOut(endpoint, bytes) {
        if (!out.includes(endpoint)) throw new Error(`no endpoint ${endpoint}`)
        guard().send(Uint8Array.from(bytes))
        return { status: 'ok', bytesWritten: bytes.length }
      },
    }
  }

  return {
    find: async () => (device.plugged ? plug(address) : null),
    claims: () => claims,
  }
}
