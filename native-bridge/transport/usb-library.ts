// The library's own types stand on these, which it brings along.
/// <reference types="w3c-web-usb" />

/** An endpoint as WebUSB describes it; numbers without the direction bit. */
export interface UsbEndpoint {
  readonly endpointNumber: number
  readonly direction: 'in' | 'out'
  readonly type: string
}

/** What we use of a device of the library `usb`, which follows WebUSB; a stand-in for it needs no more. */
export interface UsbDevice {
  /** Where it is plugged in; another place or a new plugging has another pair. */
  readonly bus: string
  readonly address: number
  readonly configuration?:
    | {
        readonly interfaces: readonly {
          readonly interfaceNumber: number
          readonly alternate: { readonly interfaceClass: number; readonly endpoints: readonly UsbEndpoint[] }
        }[]
      }
    | null
    | undefined
  open(): Promise<void>
  close(): Promise<void>
  detachKernelDriver(interfaceNumber: number): Promise<void>
  claimInterface(interfaceNumber: number): Promise<void>
  releaseInterface(interfaceNumber: number): Promise<void>
  /** Rejects where nothing came in time. */
  transferIn(
    endpoint: number,
    length: number,
    timeoutMs?: number,
  ): Promise<{ readonly status: string; readonly data?: DataView | undefined }>
  transferOut(
    endpoint: number,
    bytes: Uint8Array<ArrayBuffer>,
    timeoutMs?: number,
  ): Promise<{ readonly status: string; readonly bytesWritten: number }>
}

/** Finds a device by its numbers; null where none is plugged in. */
export type UsbFinder = (vendorId: number, productId: number) => Promise<UsbDevice | null>

/**
 * Finds a device through the library. It is loaded when first needed: a terminal without USB devices never loads native
 * code for them, and a machine that the library has none for finds no device instead of failing to start.
 */
export const findUsb: UsbFinder = async (vendorId, productId) => {
  const { usb } = await import('usb')
  return (await usb.findDeviceByIds(vendorId, productId)) ?? null
}
