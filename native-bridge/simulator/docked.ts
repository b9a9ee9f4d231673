import type { DockAction, DockedDevice, DockPanel } from '../../contract/dock.ts'
import type { SimulatedDevice } from './device.ts'

/** A simulated device that has a place on the dock: it can be looked at, and things can be done to it. */
export interface Docked {
  panel(): DockPanel
  /** Does what a person did to it. False for what this kind of device does not have. */
  act(action: DockAction): boolean
}

/** What the dock needs of a simulated device: its place there, its line, and word of every change. */
export interface OnDock extends Docked {
  readonly cableIn: boolean
  readonly powerOn: boolean
  readonly faults: { readonly silent: boolean; readonly lateMs: number }
  onChange(listener: () => void): () => void
}

/** Whether a simulator has a place on the dock. */
export function isOnDock(simulator: object | null): simulator is OnDock {
  return simulator !== null && 'panel' in simulator && 'act' in simulator && 'onChange' in simulator
}

/** A device on the dock as it is now. */
export function dockedRow(name: string, simulator: OnDock): DockedDevice {
  const { cableIn, powerOn, faults } = simulator
  return {
    name,
    cableIn,
    powerOn,
    silent: faults.silent,
    lateMs: faults.lateMs,
    panel: simulator.panel(),
  }
}

/** What can be done to any simulated device; false for an action that is not of these. */
export function actOnLine(device: SimulatedDevice, action: DockAction): boolean {
  switch (action.do) {
    case 'plug':
      device.plug(action.cableIn)
      return true
    case 'power':
      device.power(action.on)
      return true
    case 'silence':
      device.faults.silent = action.silent
      return true
    case 'late':
      device.faults.lateMs = action.ms
      return true
    case 'garble':
      device.faults.garbled = action.messages
      return true
    default:
      return false
  }
}
