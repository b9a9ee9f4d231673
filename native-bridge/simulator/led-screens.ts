import type { DockAction, DockPanel } from '../../contract/dock.ts'
import type { Decoder } from '../codec/codec.ts'
import type { StripColour } from '../codec/strip-text.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'
import type { LedAsked, LedEnd } from './led-end.ts'

export interface SimulatedLedOptions {
  readonly screens: readonly { readonly address: number; readonly windowId: string }[]
  /** From power to the first answer; a second unless told. */
  readonly bootMs?: number
}

interface Glass {
  readonly address: number
  readonly windowId: string
  lines: readonly string[]
  colour: StripColour
  powerOn: boolean
  booting: NodeJS.Timeout | null
}

const usualBootMs = 1000
const flushMs = 300

/**
 * LED screens at the end of one cable: each with an address, its own power and its own glass. A screen that starts is
 * deaf for a second and has forgotten what it showed. It takes no frame whose check is wrong and none for another
 * address, and shows what the last good one said.
 */
export class SimulatedLedScreens extends SimulatedDevice implements Docked {
  /** What each screen was told to show, in order: `address text`. */
  readonly told: string[] = []
  /** Bytes that no frame explains. */
  discardedBytes = 0
  readonly #end: LedEnd
  readonly #glasses: readonly Glass[]
  readonly #bootMs: number
  #decoder: Decoder<{ readonly address: number; readonly asked: LedAsked }>
  #silence: NodeJS.Timeout | null = null

  constructor(end: LedEnd, options: SimulatedLedOptions) {
    super()
    this.#end = end
    this.#bootMs = options.bootMs ?? usualBootMs
    this.#decoder = end.decoder()
    this.#glasses = options.screens.map(({ address, windowId }) => ({
      address,
      windowId,
      lines: [],
      colour: 'red',
      powerOn: true,
      booting: null,
    }))
  }

  /** What a person sees on a screen: its lines with line breaks, empty when dark. */
  seen(address: number): string {
    return this.#glass(address).lines.join('\n').trimEnd()
  }

  colour(address: number): StripColour {
    return this.#glass(address).colour
  }

  /** Switches one screen off or on; the cable, and the others on it, stay. */
  powerOf(address: number, on: boolean): void {
    const glass = this.#glass(address)
    if (glass.powerOn === on) return
    glass.powerOn = on
    this.#goDark(glass)
    if (on) this.#boot(glass)
    this.changed()
  }

  panel(): DockPanel {
    return {
      kind: 'led-screen',
      screens: this.#glasses.map(({ address, windowId, lines, colour }) => ({
        address,
        windowId,
        lines: [...lines],
        colour,
      })),
    }
  }

  act(action: DockAction): boolean {
    return actOnLine(this, action)
  }

  override stop(): void {
    for (const glass of this.#glasses) this.#goDark(glass)
    if (this.#silence) clearTimeout(this.#silence)
    super.stop()
  }

  protected hear(bytes: Uint8Array): void {
    this.#take(this.#decoder.feed(bytes))
    if (this.#silence) clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#take(this.#decoder.flush()), flushMs)
  }

  protected override hostLeft(): void {
    this.#decoder = this.#end.decoder()
  }

  protected override powerLost(): void {
    for (const glass of this.#glasses) this.#goDark(glass)
  }

  protected override powered(): void {
    for (const glass of this.#glasses) if (glass.powerOn) this.#boot(glass)
  }

  #glass(address: number): Glass {
    const glass = this.#glasses.find((one) => one.address === address)
    if (glass === undefined) throw new Error(`no screen has the address ${address}`)
    return glass
  }

  #take(decoded: ReturnType<Decoder<{ address: number; asked: LedAsked }>['feed']>): void {
    for (const one of decoded) {
      if (one.kind === 'discarded') {
        this.discardedBytes += one.bytes
        continue
      }
      const { address, asked } = one.message
      const glass = this.#glasses.find((each) => each.address === address)
      if (glass === undefined || !glass.powerOn || glass.booting !== null) continue
      this.#do(glass, asked)
    }
  }

  #do(glass: Glass, asked: LedAsked): void {
    if (asked.kind === 'show') {
      glass.lines = asked.lines
      glass.colour = asked.colour
      this.told.push(`${glass.address} ${asked.lines.join('\n').trimEnd()}`)
    } else if (asked.kind === 'clear') glass.lines = []
    const answer = this.#end.answer(glass.address, asked.kind !== 'unknown')
    if (answer !== null) this.say(answer)
    if (asked.kind === 'show' || asked.kind === 'clear') this.changed()
  }

  #goDark(glass: Glass): void {
    if (glass.booting) clearTimeout(glass.booting)
    glass.booting = null
    glass.lines = []
  }

  #boot(glass: Glass): void {
    glass.booting = setTimeout(() => {
      glass.booting = null
    }, this.#bootMs)
  }
}
