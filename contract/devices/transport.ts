import { z } from 'zod'

const usbName = /^[0-9a-f]{4}:[0-9a-f]{4}$/i

/**
 * A way over the network, as to port 9100 of a printer. `serial` names a port by its path, best below
 * `/dev/serial/by-id`, or by its adapter: `VID:PID`, with several alike `VID:PID:SERIAL` or `VID:PID@SOCKET`. `usb` and `hid` name a device by `VID:PID`; `pcsc` a reader
 * by a part of its name. `virtual` has the bridge make the device itself: a simulator on a port of its own.
 */
export const transportConfig = z.union([
  z.strictObject({ tcp: z.string().regex(/^[^:\s]+:\d{1,5}$/, '写作 主机:端口') }),
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ virtual: z.literal(true) }),
  z.strictObject({ serial: z.string().min(1), baudRate: z.number().int().min(300).max(921_600) }),
  z.strictObject({ usb: z.string().regex(usbName, '写作 VID:PID，如 0400:c35a') }),
  z.strictObject({ hid: z.string().regex(usbName, '写作 VID:PID，如 0400:c35a') }),
  z.strictObject({ pcsc: z.string() }),
])
export type TransportConfig = z.infer<typeof transportConfig>

/** What each device's configuration begins with. */
export const deviceName = z.string().min(1).max(60)
