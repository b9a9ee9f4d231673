import type { DockedDevice, DockPanel } from '../../contract/dock.ts'
import type { DockWindow } from './use-dock.ts'

type PanelOf<Kind extends DockPanel['kind']> = Extract<DockPanel, { kind: Kind }>

/** A device with its panel narrowed to its kind. */
export type DockedKind<Kind extends DockPanel['kind']> = Omit<DockedDevice, 'panel'> & {
  readonly panel: PanelOf<Kind>
}

export type DockedPads = DockedKind<'call-pad' | 'rating-pad'>
export type Pad = DockedPads['panel']['pads'][number]
export type Screen = PanelOf<'led-screen'>['screens'][number]

/** What stands at one window: each thing, and the line that it hangs on. */
export interface Counter {
  readonly windowId: string
  /** Its number in the hall; null where there is no hall, or it does not know the window. */
  readonly number: string | null
  readonly name: string
  readonly screens: readonly { readonly line: DockedKind<'led-screen'>; readonly screen: Screen }[]
  readonly callPads: readonly { readonly line: DockedPads; readonly pad: Pad }[]
  readonly ratingPads: readonly { readonly line: DockedPads; readonly pad: Pad }[]
}

/** Whether a device hangs at windows: several on one line, each at its own. */
export function isLine(device: DockedDevice): device is DockedPads | DockedKind<'led-screen'> {
  return 'pads' in device.panel || 'screens' in device.panel
}

/** Windows with what stands there, in the order of their numbers; without a hall in the order of addresses. */
export function arrangeCounters(devices: readonly DockedDevice[], windows: readonly DockWindow[]): Counter[] {
  const ids = new Set(
    devices.flatMap(({ panel }) =>
      'pads' in panel
        ? panel.pads.map((pad) => pad.windowId)
        : 'screens' in panel
          ? panel.screens.map((screen) => screen.windowId)
          : [],
    ),
  )
  return [...ids]
    .map((windowId) => {
      const window = windows.find(({ id }) => id === windowId)
      return {
        windowId,
        number: window?.number ?? null,
        name: window?.name ?? '',
        screens: devices.flatMap((line) => screensAt(line, windowId)),
        callPads: devices.flatMap((line) => padsAt(line, 'call-pad', windowId)),
        ratingPads: devices.flatMap((line) => padsAt(line, 'rating-pad', windowId)),
      }
    })
    .sort((one, other) => (one.number ?? '').localeCompare(other.number ?? '', 'en', { numeric: true }))
}

function screensAt(line: DockedDevice, windowId: string): Counter['screens'] {
  if (!hasScreens(line)) return []
  return line.panel.screens
    .filter((screen) => screen.windowId === windowId)
    .map((screen) => ({ line, screen }))
}

function padsAt(line: DockedDevice, kind: 'call-pad' | 'rating-pad', windowId: string): Counter['callPads'] {
  if (!hasPads(line) || line.panel.kind !== kind) return []
  return line.panel.pads.filter((pad) => pad.windowId === windowId).map((pad) => ({ line, pad }))
}

function hasPads(device: DockedDevice): device is DockedPads {
  return 'pads' in device.panel
}

function hasScreens(device: DockedDevice): device is DockedKind<'led-screen'> {
  return 'screens' in device.panel
}

/** Narrows a device to its kind. */
export function isKind<Kind extends DockPanel['kind']>(
  device: DockedDevice,
  kind: Kind,
): device is DockedDevice & DockedKind<Kind> {
  return device.panel.kind === kind
}
