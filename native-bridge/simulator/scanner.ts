import type { DockAction, DockPanel } from '../../contract/dock.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'

/** Characters of a code that the panel shows: it may be the secret of a ticket. */
const shownCharacters = 16

/** A scanner in serial mode: it says what is held to it, a line each, and takes nothing. */
export class SimulatedScanner extends SimulatedDevice implements Docked {
  #last: string | null = null

  /** Holds a code to the scanner. */
  scan(code: string): void {
    this.#last = code
    this.say(Buffer.from(`${code}\r\n`))
    this.changed()
  }

  panel(): DockPanel {
    const last = this.#last
    return {
      kind: 'scanner',
      last: last !== null && last.length > shownCharacters ? `${last.slice(0, shownCharacters)}…` : last,
    }
  }

  act(action: DockAction): boolean {
    if (action.do !== 'scan') return actOnLine(this, action)
    this.scan(action.code)
    return true
  }

  protected hear(): void {}

  protected override powerLost(): void {
    this.#last = null
  }
}
