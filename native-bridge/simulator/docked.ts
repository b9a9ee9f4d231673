import type { DockAction, DockPanel } from '../../contract/dock.ts'
import type { SimulatedDevice } from './device.ts'

/** A simulated device that has a place on the dock: it can be looked at, and things can be done to it. */
export interface Docked {
  panel(): DockPanel
  /** Does what a person did to it. False for what this kind of device does not have. */
  act(action: DockAction): boolean
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
