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

interface Waiting {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
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
    const heard = new Map(into.map((endpoint) => [endpoint, [] as Uint8Array[]]))
    const waiting = new Map<number, Waiting>()
    let cable: DeviceEnd | null = null
    let claimed = false
    const gone = () => !device.plugged || mine !== address
    const guard = () => {
      if (gone()) throw new Error('device is disconnected')
      if (cable === null) throw new Error('the interface is not claimed')
      return cable
    }
    function arrive(endpoint: number, bytes: Uint8Array): void {
      const taker = waiting.get(endpoint)
      waiting.delete(endpoint)
      if (taker) taker.resolve(bytes)
      else heard.get(endpoint)?.push(bytes)
    }
    function receive(bytes: Uint8Array): void {
      const [first = 1, second] = into
      const head = second === undefined ? bytes : bytes.subarray(0, headBytes)
      arrive(first, head)
      if (second !== undefined && bytes.length > head.length) arrive(second, bytes.subarray(head.length))
    }
    function drop(): void {
      cable = null
      for (const one of waiting.values()) one.reject(new Error('device is disconnected'))
      waiting.clear()
    }
    return {
      bus: '1',
      address: mine,
      configuration: {
        interfaces: [
          {
            interfaceNumber: 0,
            alternate: {
              interfaceClass,
              endpoints: [
                ...out.map((endpointNumber) => ({
                  endpointNumber,
                  direction: 'out' as const,
                  type: 'bulk',
                })),
                ...into.map((endpointNumber) => ({ endpointNumber, direction: 'in' as const, type: 'bulk' })),
              ],
            },
          },
        ],
      },
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
        const early = heard.get(endpoint)?.shift()
        const bytes =
          early ??
          (await new Promise<Uint8Array>((resolve, reject) => {
            const limit = setTimeout(() => {
              waiting.delete(endpoint)
              reject(new Error('the transfer timed out'))
            }, timeoutMs)
            waiting.set(endpoint, {
              resolve(taken) {
                clearTimeout(limit)
                resolve(taken)
              },
              reject(error) {
                clearTimeout(limit)
                reject(error)
              },
            })
          }))
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
