import type { CallPadConfig, RatingPadConfig } from '../../contract/devices/pads.ts'
import type { DeviceRow } from '../../contract/devices/row.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { encodePadFrame, type PadFrame, PadFrameDecoder, padFunc, sameFrame } from '../codec/pad-frames.ts'
import { acknowledgementOf, type PadAct, type PadProfile, pressIn } from '../codec/pad-profile.ts'
import type { Transport } from '../transport/transport.ts'
import { type Device, type DeviceListener, DeviceStatus, ready } from './device.ts'
import { DeviceLine } from './line.ts'
import { pause } from './waiting.ts'

/** One pad on the line. */
export interface PadPlace {
  readonly address: number
  readonly windowId: string
  readonly is: 'call-pad' | 'rating-pad'
}

/** What somebody pressed; each press is told once, however often its frame came. */
export type PadPress =
  | {
      readonly kind: 'key'
      readonly pad: PadPlace
      readonly digits: string
      readonly key: PadAct | 'function'
    }
  | { readonly kind: 'score'; readonly pad: PadPlace; readonly level: RatingLevel }

/** Why a frame was not a press: an address of no pad of ours, or a key or score that the profile does not know. */
export type NoPress = 'stranger' | 'unknown-key' | 'unknown-score'

export interface PadLineOptions {
  readonly name: string
  readonly kind: (CallPadConfig | RatingPadConfig)['kind']
  readonly profile: PadProfile
  readonly pads: readonly PadPlace[]
  readonly transport: Transport
  /** What the line carries; the host waits until its own bytes have passed. Infinity for a line without a speed. */
  readonly baudRate: number
  readonly onNoPress?: (why: NoPress, address: number) => void
  readonly now?: () => number
}

/** Silence between two transmissions of ours, so that a pad may begin to speak. */
const gapMs = 5
/** A pad that is speaking is let finish, for so long. */
const courtesyMs = 40
/** Between two beeps that are to be heard as two. */
const beepMs = 220
/** After so long a silence half a frame is given up: the longest frame takes 50 ms at 9600. */
const flushMs = 120
/** What our own bytes, returned by an adapter that hears itself, may take to come back. */
const echoMs = 150

/**
 * A line of call pads and rating pads (RS-485) that share it by address. Pads speak when pressed and nothing is polled:
 * the driver acknowledges each frame as the profile says, tells each press once, and sends one transmission after the
 * other, acknowledgements first. `ready` means that the line is open; a pad that is dead on it cannot be known.
 */
export class PadLine implements Device {
  readonly #options: PadLineOptions
  readonly #status: DeviceStatus
  readonly #line: DeviceLine<PadFrame>
  readonly #presses = new Set<(press: PadPress) => void>()
  readonly #opens = new Set<() => void>()
  /** The last frame of each address, and when it came last. */
  readonly #last = new Map<string, { frame: PadFrame; atMs: number }>()
  readonly #acknowledgements: { bytes: Uint8Array; silenceMs: number }[] = []
  /** What is to be sent to a pad, by what it is: a newer ticket on its digits replaces one that still waits. */
  readonly #waiting = new Map<string, PadFrame>()
  readonly #beeps = new Map<number, number>()
  #sent: { frame: PadFrame; atMs: number }[] = []
  /** The adapter returns our own bytes, as two-wire ones do; learnt from frames that only a host says. */
  #hearsItself = false
  #decoder = new PadFrameDecoder()
  #pumping = false

  constructor(options: PadLineOptions) {
    this.#options = options
    const { name, kind, transport } = options
    this.#status = new DeviceStatus({ name, kind, driver: 'frames', place: transport.place })
    Object.assign(this.#status.counters, { doubles: 0, strangers: 0, unknownPresses: 0 })
    this.#line = new DeviceLine<PadFrame>({
      transport,
      decoder: () => {
        this.#decoder = new PadFrameDecoder()
        return this.#decoder
      },
      onMessage: (frame) => this.#take(frame),
      onOpen: () => {
        this.#status.become(ready)
        for (const listener of this.#opens) listener()
      },
      onAbsent: (absence) => {
        this.#forget()
        this.#status.become(absence)
      },
      onBug: (error) => this.#status.broke(error),
      counters: this.#status.counters,
      flushMs,
    })
  }

  get pads(): readonly PadPlace[] {
    return this.#options.pads
  }

  row(): DeviceRow {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  /** Hears each press, once. */
  onPress(listener: (press: PadPress) => void): () => void {
    this.#presses.add(listener)
    return () => this.#presses.delete(listener)
  }

  /** Hears that the line was opened (again): whatever the pads should show is to be sent. */
  onOpen(listener: () => void): () => void {
    this.#opens.add(listener)
    return () => this.#opens.delete(listener)
  }

  start(): void {
    this.#line.start()
  }

  async stop(): Promise<void> {
    await this.#line.stop()
  }

  /** Puts six cells on a call pad's digits: 0–9, 0A for a dark one. */
  show(address: number, cells: readonly number[]): void {
    this.#queue(`show ${address}`, { address, func: padFunc.show, data: Uint8Array.from(cells) })
  }

  /** Lets a rating pad begin to ask. */
  ask(address: number): void {
    this.#queue(`ask ${address}`, { address, func: padFunc.rater, data: Uint8Array.of(0x0b) })
  }

  /** Lets a pad beep so often. */
  beep(address: number, times: number): void {
    this.#beeps.set(address, Math.max(times, this.#beeps.get(address) ?? 0))
    this.#nextBeep(address)
  }

  #nextBeep(address: number): void {
    const left = this.#beeps.get(address) ?? 0
    if (left === 0 || !this.#line.open || this.#waiting.has(`beep ${address}`)) return
    this.#beeps.set(address, left - 1)
    this.#queue(`beep ${address}`, { address, func: padFunc.beep, data: new Uint8Array() })
    const timer = setTimeout(() => this.#nextBeep(address), beepMs)
    timer.unref()
  }

  #queue(what: string, frame: PadFrame): void {
    // What is shown on a line that is away is sent anew when it is back; a beep then means nothing any more.
    if (!this.#line.open) return
    this.#waiting.set(what, frame)
    this.#pump().catch((error: unknown) => this.#status.broke(error))
  }

  #forget(): void {
    this.#acknowledgements.length = 0
    this.#waiting.clear()
    this.#beeps.clear()
    this.#sent = []
  }

  #take(frame: PadFrame): void {
    const nowMs = this.#now()
    if (this.#isOwn(frame, nowMs)) return
    const pad = this.#padOf(frame)
    if (pad === null) {
      this.#count('strangers')
      this.#options.onNoPress?.('stranger', frame.address)
      return
    }
    this.#acknowledge(frame, pad)
    const key = `${pad.is} ${pad.address}`
    const last = this.#last.get(key)
    this.#last.set(key, { frame, atMs: nowMs })
    // A frame that keeps coming is one that is sent again, however long it goes on.
    if (last && sameFrame(last.frame, frame) && nowMs - last.atMs < this.#options.profile.resendMs) {
      this.#count('doubles')
      return
    }
    const press = this.#pressOf(frame, pad)
    if (press !== null) for (const listener of this.#presses) listener(press)
  }

  #padOf(frame: PadFrame): PadPlace | null {
    const here = this.#options.pads.filter(({ address }) => address === frame.address)
    if (frame.func === padFunc.score && frame.data.length === 1) {
      const rater = here.find(({ is }) => is === 'rating-pad')
      if (rater) return rater
    }
    return here.find(({ is }) => is === 'call-pad') ?? null
  }

  #pressOf(frame: PadFrame, pad: PadPlace): PadPress | null {
    const { profile, onNoPress } = this.#options
    if (pad.is === 'rating-pad') {
      const level = profile.scores.get(frame.data[0] ?? -1)
      if (level !== undefined) return { kind: 'score', pad, level }
    } else {
      const press = pressIn(profile, frame)
      if (press !== null) return { kind: 'key', pad, ...press }
    }
    this.#count('unknownPresses')
    onNoPress?.(pad.is === 'rating-pad' ? 'unknown-score' : 'unknown-key', pad.address)
    return null
  }

  /**
   * Our own frame that came back. Frames for digits and beeps are a host's alone: one that returns tells that the
   * adapter hears itself, and acknowledgements, which look like the pad's own frame, are then known for what they are.
   */
  #isOwn(frame: PadFrame, nowMs: number): boolean {
    this.#sent = this.#sent.filter(({ atMs }) => nowMs - atMs < echoMs)
    const at = this.#sent.findIndex((one) => sameFrame(one.frame, frame))
    if (at < 0) return false
    const hostsAlone = isHosts(frame)
    if (hostsAlone) this.#hearsItself = true
    if (!this.#hearsItself && !hostsAlone) return false
    this.#sent.splice(at, 1)
    return true
  }

  #acknowledge(frame: PadFrame, pad: PadPlace): void {
    const kind = pad.is === 'call-pad' ? 'call' : 'rating'
    const { frame: answer, prefix } = acknowledgementOf(this.#options.profile, frame, kind)
    const { silenceMs } = this.#options.profile.acknowledge
    this.#acknowledgements.push({ bytes: encodePadFrame(answer, { prefix }), silenceMs })
    this.#remember(answer)
    this.#pump().catch((error: unknown) => this.#status.broke(error))
  }

  #remember(frame: PadFrame): void {
    this.#sent.push({ frame, atMs: this.#now() })
  }

  /** Sends what waits, one transmission at a time, with the silence after each that the line asks for. */
  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#line.open) {
        const acknowledgement = this.#acknowledgements.shift()
        if (acknowledgement) {
          await this.#transmit(acknowledgement.bytes, acknowledgement.silenceMs)
          continue
        }
        if (this.#waiting.size === 0) return
        await this.#letSpeak()
        if (this.#acknowledgements.length > 0) continue
        const [next] = this.#waiting
        if (next === undefined) return
        this.#waiting.delete(next[0])
        this.#remember(next[1])
        await this.#transmit(encodePadFrame(next[1]), 0)
      }
    } finally {
      this.#pumping = false
    }
  }

  async #transmit(bytes: Uint8Array, silenceMs: number): Promise<void> {
    if (!(await this.#line.send(bytes))) return
    const wireMs = (bytes.length * 10_000) / this.#options.baudRate
    await this.#pause(wireMs + Math.max(gapMs, silenceMs))
  }

  /** Two that speak at once on one pair of wires are both lost. */
  async #letSpeak(): Promise<void> {
    for (let waited = 0; this.#decoder.pending > 0 && waited < courtesyMs; waited += gapMs)
      await this.#pause(gapMs)
  }

  async #pause(ms: number): Promise<void> {
    await pause(ms, this.#line.stopping)
  }

  #count(what: 'doubles' | 'strangers' | 'unknownPresses'): void {
    const { counters } = this.#status
    counters[what] = (counters[what] ?? 0) + 1
  }

  #now(): number {
    return this.#options.now?.() ?? performance.now()
  }
}

function isHosts({ func, data }: PadFrame): boolean {
  return (func === padFunc.show && data.length === 6) || (func === padFunc.beep && data.length === 0)
}
