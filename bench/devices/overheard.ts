import type { Pluggable } from '../../native-bridge/simulator/device.ts'

/** A piece of a conversation on a cable, when it was heard (or said) at the device's end by `performance.now()`. */
export interface Spoken {
  readonly from: 'host' | 'device'
  readonly bytes: Uint8Array
  readonly atMs: number
}

/** A device with somebody at its end of the cable who writes down what is said, and changes nothing. */
export interface Overheard {
  readonly device: Pluggable
  /** Forgets what was written down so far. */
  beginAnew(): void
  said(): readonly Spoken[]
}

/** Listens at a device's end of the cable. */
export function overhear(device: Pluggable): Overheard {
  let said: Spoken[] = []
  const note = (from: Spoken['from'], bytes: Uint8Array) => {
    said.push({ from, bytes: Uint8Array.from(bytes), atMs: performance.now() })
  }
  return {
    device: {
      get plugged() {
        return device.plugged
      },
      onPlug: (listener) => device.onPlug(listener),
      attach(host) {
        const end = device.attach({
          receive(bytes) {
            note('device', bytes)
            host.receive(bytes)
          },
          drop: () => host.drop(),
        })
        return {
          send(bytes) {
            note('host', bytes)
            end.send(bytes)
          },
          detach: () => end.detach(),
        }
      },
    },
    beginAnew() {
      said = []
    },
    said: () => said,
  }
}
