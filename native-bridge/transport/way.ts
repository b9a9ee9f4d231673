import type { TransportConfig } from '../../contract/devices/transport.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { fileTransport } from './file.ts'
import { hidTransport } from './hid.ts'
import { serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'
import type { Transport } from './transport.ts'
import { type UsbOptions, usbTransport } from './usb-bulk.ts'

/** A way of the configuration to a device that is there. */
export type RealWay = Exclude<TransportConfig, { virtual: true }>

/** The transport that a configuration names; the problem is what the operator reads. `usb` where its pipes are no printer's. */
export function transportOf(config: RealWay, usb: UsbOptions = {}): Result<Transport, string> {
  if ('tcp' in config) return ok(tcpTransport(config.tcp))
  if ('file' in config) return ok(fileTransport(config.file))
  if ('serial' in config) return ok(serialTransport(config.serial, config.baudRate))
  if ('usb' in config) return ok(usbTransport(config.usb, usb))
  if ('hid' in config) return ok(hidTransport(config.hid))
  return fail('这种设备不能用 pcsc 连接')
}
