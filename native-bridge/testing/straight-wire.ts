import { fail, ok } from '../../core/result.ts'
import type { Pluggable } from '../simulator/device.ts'
import { PacedWire } from '../simulator/pace.ts'
import type { Connection, Transport } from '../transport/transport.ts'

/**
 * A wire straight to a simulated device, within the process: nothing on it takes time but what its pace says, so that a
 * test can move the clock by hand and hold a driver to its seconds. What a real port does to bytes is tested over one.
 */
export function straightWire(device: Pluggable, baudRate = Number.POSITIVE_INFINITY): Transport {
  return {
    place: 'straight',
    answers: 'yes',
    async open(listener) {
      if (!device.plugged) return fail('absent')
      let open = true
      const toHost = new PacedWire(baudRate, (bytes) => {
        if (open) listener.onData(bytes)
      })
      const cable = device.attach({
        receive: (bytes) => toHost.send(bytes),
        drop() {
          end()
          listener.onClose()
        },
      })
      const toDevice = new PacedWire(baudRate, (bytes) => cable.send(bytes))
      function end(): void {
        open = false
        toHost.stop()
        toDevice.stop()
      }
      const connection: Connection = {
        async write(bytes) {
          if (!open) return fail('closed')
          toDevice.send(bytes)
          return ok(undefined)
        },
        async close() {
          if (!open) return
          end()
          cable.detach()
        },
      }
      return ok(connection)
    },
  }
}
