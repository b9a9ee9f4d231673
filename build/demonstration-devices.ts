import type { z } from 'zod'
import type { bridgeConfig } from '../contract/bridge.ts'
import { must } from '../core/result.ts'
import type { Demonstration } from '../hall/demonstration/start.ts'

type DeviceInput = z.input<typeof bridgeConfig>['devices'][number]

/** Windows that have devices of their own on the dock: the same whose pads the kiosk carries. */
const windowsWithDevices = ['1', '2', '3'] as const

/**
 * The devices of the demonstration's kiosk: simulators, each on a real port of its own, with real bytes between. A
 * newcomer plays the whole hall with them on the dock.
 */
export function demonstrationDevices(terminals: Demonstration['terminals']): DeviceInput[] {
  const transport = { virtual: true } as const
  const windowOf = (number: string) =>
    must(
      terminals.find(({ role, name }) => role === 'pad' && name.startsWith(`${number} 号窗口`))?.windowId,
      'every window of the demonstration has a pad',
    )
  const places = windowsWithDevices.map((number) => ({ address: Number(number), windowId: windowOf(number) }))
  const zoneId = terminals.find(({ zoneId: zone }) => zone !== undefined)?.zoneId
  return [
    { name: 'printer', kind: 'ticket-printer', driver: 'escpos', columns: 48, transport },
    { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport },
    { name: 'social-card', kind: 'social-security-card', driver: 'pcsc', transport },
    { name: 'scanner', kind: 'scanner', driver: 'lines', transport },
    ...(zoneId === undefined
      ? []
      : [{ name: 'speaker', kind: 'speaker', driver: 'voice-pack', zoneId, transport } as const]),
    { name: 'call-pads', kind: 'call-pad', driver: 'frames', profile: 'qs', pads: places, transport },
    { name: 'rating-pads', kind: 'rating-pad', driver: 'frames', profile: 'qs', pads: places, transport },
    { name: 'screens', kind: 'led-screen', driver: 'onbon-bx5k', screens: places, transport },
  ]
}
