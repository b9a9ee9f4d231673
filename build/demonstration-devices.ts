import type { z } from 'zod'
import type { bridgeConfig } from '../contract/bridge.ts'

type DeviceInput = z.input<typeof bridgeConfig>['devices'][number]

/**
 * The devices of the demonstration's kiosk: simulators, each on a real port of its own, with real bytes between. A
 * newcomer plays the whole hall with them on the dock.
 */
export function demonstrationDevices(): DeviceInput[] {
  const transport = { virtual: true } as const
  return [
    { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport },
    { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport },
  ]
}
