import { fail, ok } from '../../core/result.ts'
import type { Transport, TransportListener } from './transport.ts'

/** The other end of a virtual cable: a simulated device in this process. */
export interface VirtualDevice {
  readonly plugged: boolean
  /** A host plugged in; its `receive` gets what the device says, `drop` tells that the cable went. */
  attach(host: { receive(bytes: Uint8Array): void; drop(): void }): {
    send(bytes: Uint8Array): void
    detach(): void
  }
}

/** A cable inside the process, to a simulated device. Bytes arrive in a later turn, as on a real one. */
export function virtualTransport(device: VirtualDevice): Transport {
  return {
    place: 'virtual',
    answers: 'yes',
    async open(listener: TransportListener) {
      if (!device.plugged) return fail('absent')
      let open = true
      const port = device.attach({
        receive: (bytes) =>
          setImmediate(() => {
            if (open) listener.onData(bytes)
          }),
        drop: () => {
          if (!open) return
          open = false
          listener.onClose()
        },
      })
      return ok({
        async write(bytes, signal) {
          await new Promise(setImmediate)
          if (signal?.aborted) return fail('aborted')
          if (!open) return fail('closed')
          port.send(bytes)
          return ok(undefined)
        },
        async close() {
          if (!open) return
          open = false
          port.detach()
        },
      })
    },
  }
}
