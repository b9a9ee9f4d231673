import { fail, ok } from '../../core/result.ts'
import type { Connection, Transport, TransportListener } from './transport.ts'

/** What we use of an open device of the library `node-hid`; a stand-in for it needs no more. */
export interface HidDevice {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
  /** The first byte is the report's number. Rejects when the device is gone. */
  write(report: number[]): Promise<number>
  close(): Promise<void>
}

/** Opens a device by its numbers; rejects where none is plugged in. */
export type HidOpener = (vendorId: number, productId: number) => Promise<HidDevice>

/** Opens a device through the library, which is loaded when first needed: native code for terminals that have such devices. */
const openHid: HidOpener = async (vendorId, productId) => {
  const { HIDAsync } = await import('node-hid')
  return HIDAsync.open(vendorId, productId)
}

export interface HidOptions {
  /** Bytes in an output report, without its number; 64 is the most that a full-speed device takes. */
  readonly reportBytes?: number
  /** The number of the output report; 0 for devices that number none. */
  readonly reportNumber?: number
  readonly open?: HidOpener
}

/**
 * A USB HID device, by `VID:PID`. Reports are the pieces that bytes travel in: what is written is cut into whole output
 * reports, the last one filled with zeros, and each input report is handed on as it came. What stands in a report is the
 * codec's affair.
 */
export function hidTransport(name: string, options: HidOptions = {}): Transport {
  const { reportBytes = 64, reportNumber = 0, open = openHid } = options
  const [vendor = '', product = ''] = name.split(':')
  return {
    place: `hid ${name}`,
    answers: 'yes',
    async open(listener) {
      try {
        const device = await open(Number.parseInt(vendor, 16), Number.parseInt(product, 16))
        return ok(over(device, listener, { reportBytes, reportNumber }))
      } catch {
        return fail('absent')
      }
    },
  }
}

function over(
  device: HidDevice,
  listener: TransportListener,
  { reportBytes, reportNumber }: Required<Pick<HidOptions, 'reportBytes' | 'reportNumber'>>,
): Connection {
  let open = true
  const lose = () => {
    if (!open) return
    open = false
    void device.close().catch(() => {})
    listener.onClose()
  }
  device.on('data', (report) => {
    if (open) listener.onData(report)
  })
  device.on('error', lose)
  return {
    async write(bytes, signal) {
      for (let at = 0; at < bytes.length; at += reportBytes) {
        if (signal?.aborted) {
          lose()
          return fail('aborted')
        }
        if (!open) return fail('closed')
        const piece = bytes.subarray(at, at + reportBytes)
        const report = [reportNumber, ...piece, ...new Array<number>(reportBytes - piece.length).fill(0)]
        const written = await device.write(report).catch(() => -1)
        if (written < 0) {
          lose()
          return fail('closed')
        }
      }
      return ok(undefined)
    },
    async close() {
      if (!open) return
      open = false
      await device.close().catch(() => {})
    },
  }
}
