import type { DockAction, DockPanel } from '../../contract/dock.ts'
import { type RatingLevel, ratingLevels } from '../../core/rating/level.ts'
import { encodePadFrame, type PadFrame, PadFrameDecoder, padFunc, sameFrame } from '../codec/pad-frames.ts'
import { acknowledgementOf, type PadAct, type PadProfile } from '../codec/pad-profile.ts'
import type { PadPlace } from '../driver/pad-line.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'

export interface PadBusOptions {
  readonly kind: 'call-pad' | 'rating-pad'
  readonly profile: PadProfile
  readonly pads: readonly PadPlace[]
  /** A frame that nobody acknowledged is sent again after so long. */
  readonly resendMs?: number
  /** So often at most; then the pad gives the press up. */
  readonly resends?: number
}

/** One pad as somebody at it sees it. */
export interface SimulatedPad extends PadPlace {
  /** Cells of its digits, a character each; dark is a space. */
  cells: string
  asking: boolean
  stars: number | null
  beeps: number
  /** Digits typed and not sent yet. */
  typed: string
  /** A press that nobody has acknowledged yet. */
  unacknowledged: PadFrame | null
  acknowledged: number
  /** Presses that were given up, because nobody acknowledged them. */
  givenUp: number
}

const dark = '      '
const keyLabels: Readonly<Record<PadAct | 'function', string>> = {
  start: '开始',
  finish: '评价',
  call: '呼叫',
  recall: '重呼',
  undo: '取消',
  pause: '暂停',
  transfer: '转移',
  function: '功能',
  'no-show': '弃号',
  hold: '挂起',
  resume: '回呼',
  'sign-off': '签退',
}
const levelLabels: Readonly<Record<RatingLevel, string>> = {
  'very-satisfied': '非常满意',
  satisfied: '满意',
  'fairly-satisfied': '基本满意',
  dissatisfied: '不满意',
  'very-dissatisfied': '非常不满意',
}

/**
 * A bus with its pads: each has digits or a row of faces, a voice, and one press that it sends again until it is
 * acknowledged. Pads that are asked nothing say nothing. What a pad shows is gone with its power and comes back only
 * when the host sends it.
 */
export class SimulatedPadBus extends SimulatedDevice implements Docked {
  readonly #options: PadBusOptions
  readonly #pads: SimulatedPad[]
  readonly #timers = new Map<SimulatedPad, NodeJS.Timeout>()
  #decoder = new PadFrameDecoder()
  /** So many of the host's next frames are heard by no pad, as after a collision. */
  deafFor = 0
  /** The adapter returns to the host what it says itself. */
  hearsItself = false

  constructor(options: PadBusOptions) {
    super()
    this.#options = options
    this.#pads = options.pads.map((place) => ({
      ...place,
      cells: dark,
      asking: false,
      stars: null,
      beeps: 0,
      typed: '',
      unacknowledged: null,
      acknowledged: 0,
      givenUp: 0,
    }))
  }

  get pads(): readonly Readonly<SimulatedPad>[] {
    return this.#pads
  }

  /** The pad at an address; throws where none is. */
  pad(address: number, is: PadPlace['is'] = this.#options.kind): Readonly<SimulatedPad> {
    return this.#find(address, is)
  }

  /**
   * Presses a key: a digit, what the profile calls it (`call`, `function`), a level, or a raw byte as `raw 07`. False
   * when the pad has no such key, or still waits for the acknowledgement of the last one, as real ones do.
   */
  press(address: number, key: string): boolean {
    const here = this.#pads.filter((pad) => pad.address === address)
    for (const pad of here) {
      const byte = this.#byteOf(pad, key)
      if (byte === null) continue
      if (!this.plugged || pad.unacknowledged !== null) return false
      if (/^\d$/.test(key)) {
        pad.typed = (pad.typed + key).slice(-8)
        this.changed()
        return true
      }
      const digits = pad.is === 'call-pad' ? [...pad.typed].map(Number) : []
      pad.typed = ''
      pad.asking = false
      const func = pad.is === 'call-pad' ? padFunc.press : padFunc.score
      this.#transmit(pad, { address, func, data: Uint8Array.of(...digits, byte) })
      return true
    }
    return false
  }

  /** Types digits and presses a key: `12 transfer`. */
  type(address: number, digits: string, key: string): boolean {
    return [...digits].every((digit) => this.press(address, digit)) && this.press(address, key)
  }

  /** Says bytes that no pad would say. */
  noise(bytes: Uint8Array): void {
    this.say(bytes)
  }

  /** Takes the power from one pad for a moment; nobody is told. */
  restartPad(address: number): void {
    for (const pad of this.#pads) if (pad.address === address) this.#darken(pad)
    this.changed()
  }

  panel(): DockPanel {
    return {
      kind: this.#options.kind,
      pads: this.#pads.map((pad) => ({
        address: pad.address,
        windowId: pad.windowId,
        cells: pad.is === 'call-pad' ? pad.cells : '',
        keys: this.#keysOf(pad),
        asking: pad.asking,
        stars: pad.stars,
        beeps: pad.beeps,
      })),
    }
  }

  act(action: DockAction): boolean {
    return action.do === 'press' ? this.press(action.address, action.key) : actOnLine(this, action)
  }

  override stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    super.stop()
  }

  protected hear(bytes: Uint8Array): void {
    if (this.hearsItself) this.say(bytes)
    for (const one of this.#decoder.feed(bytes)) {
      if (one.kind === 'discarded') continue
      if (this.deafFor > 0) this.deafFor -= 1
      else for (const pad of this.#pads) if (pad.address === one.message.address) this.#obey(pad, one.message)
    }
  }

  protected override hostLeft(): void {
    this.#decoder = new PadFrameDecoder()
  }

  protected override powerLost(): void {
    for (const pad of this.#pads) this.#darken(pad)
  }

  #obey(pad: SimulatedPad, frame: PadFrame): void {
    if (pad.unacknowledged !== null && this.#acknowledges(frame, pad, pad.unacknowledged)) {
      this.#settle(pad)
      pad.acknowledged += 1
    } else if (frame.func === padFunc.beep && frame.data.length === 0) pad.beeps += 1
    else if (pad.is === 'call-pad' && frame.func === padFunc.show && frame.data.length === 6)
      pad.cells = [...frame.data].map((cell) => (cell <= 9 ? String(cell) : ' ')).join('')
    else if (pad.is === 'rating-pad' && frame.func === padFunc.rater && frame.data[0] === 0x0b)
      pad.asking = true
    else if (pad.is === 'rating-pad' && frame.func === padFunc.rater && frame.data[0] === 0x02)
      pad.stars = frame.data[1] ?? null
    else return
    this.changed()
  }

  #acknowledges(frame: PadFrame, pad: SimulatedPad, press: PadFrame): boolean {
    const kind = pad.is === 'call-pad' ? 'call' : 'rating'
    return sameFrame(frame, acknowledgementOf(this.#options.profile, press, kind).frame)
  }

  #transmit(pad: SimulatedPad, frame: PadFrame): void {
    const { resendMs = 300, resends = 5 } = this.#options
    pad.unacknowledged = frame
    let left = resends
    const once = () => {
      this.say(encodePadFrame(frame))
      this.#timers.set(pad, setTimeout(again, resendMs))
    }
    const again = () => {
      if (left > 0) {
        left -= 1
        once()
        return
      }
      this.#settle(pad)
      pad.givenUp += 1
      this.changed()
    }
    once()
    this.changed()
  }

  #settle(pad: SimulatedPad): void {
    clearTimeout(this.#timers.get(pad))
    this.#timers.delete(pad)
    pad.unacknowledged = null
  }

  #darken(pad: SimulatedPad): void {
    this.#settle(pad)
    Object.assign(pad, { cells: dark, asking: false, stars: null, typed: '' })
  }

  #find(address: number, is: PadPlace['is']): SimulatedPad {
    const found = this.#pads.find((pad) => pad.address === address && pad.is === is)
    if (!found) throw new Error(`no ${is} at ${address}`)
    return found
  }

  #byteOf(pad: SimulatedPad, key: string): number | null {
    const raw = /^raw ([0-9A-F]{2})$/.exec(key)?.[1]
    if (raw !== undefined) return Number.parseInt(raw, 16)
    if (pad.is === 'call-pad' && /^\d$/.test(key)) return Number(key)
    const known: ReadonlyMap<number, string> =
      pad.is === 'call-pad' ? this.#options.profile.keys : this.#options.profile.scores
    return [...known].find(([, name]) => name === key)?.[0] ?? null
  }

  #keysOf(pad: SimulatedPad): { key: string; label: string }[][] {
    const { keys, scores } = this.#options.profile
    if (pad.is === 'rating-pad') {
      const levels = [...scores.values()].toSorted(
        (a, b) => ratingLevels.indexOf(a) - ratingLevels.indexOf(b),
      )
      return [levels.map((level) => ({ key: level, label: levelLabels[level] }))]
    }
    const digits = ['123', '456', '789', '0'].map((row) => [...row].map((key) => ({ key, label: key })))
    const acts = [...keys.values()].map((key) => ({ key, label: keyLabels[key] }))
    return [...digits, acts.slice(0, 4), acts.slice(4)]
  }
}
