import type { DeviceRow } from '../../contract/devices/row.ts'
import type { StripSize, StripText } from '../codec/strip-text.ts'
import type { Transport } from '../transport/transport.ts'
import { absent, type Condition, type Device, type DeviceListener, DeviceStatus, ready } from './device.ts'
import type { LedProtocol, LedTiming } from './led-protocol.ts'
import { DeviceLine, type LineFault } from './line.ts'

/** Screens over windows on one line, whatever their protocol. */
export interface WindowScreens extends Device {
  /**
   * What one screen shall show from now on: the newest wish alone counts, and it is kept true by itself. Throws for an
   * address that is not on this line.
   */
  show(address: number, text: StripText): void
  /** What people call the screen at an address, such as its window's number. */
  name(address: number, called: string): void
}

export interface LedScreensOptions<Message> extends StripSize {
  readonly name: string
  readonly protocol: LedProtocol<Message>
  readonly addresses: readonly number[]
  readonly transport: Transport
  /** Delays other than the protocol's; tests shorten them. */
  readonly timing?: Partial<LedTiming>
  readonly reconnectMs?: readonly number[]
  readonly now?: () => Date
}

interface Screen {
  readonly address: number
  called: string
  wanted: StripText | null
  /** What it shows as far as its answers tell; null when nobody knows. */
  shown: StripText | null
  shownAtMs: number
  /** Null until it was asked. */
  answers: 'yes' | 'no' | 'refused' | null
  /** Questions in a row that it did not answer. */
  misses: number
  /** When it is to be asked or told again. */
  dueAtMs: number
}

const noAnswer: Condition = { state: 'absent', detail: 'no-answer' }
const missesAllowed = 2
/** Letters of a row's detail: the hall takes 120. */
const longestDetail = 100

/**
 * The driver of LED screens: for each it knows what is wanted and what is shown, and makes the one the other. A screen
 * that answers is asked again and again; after silence, or when the line was away, it is told anew, because it may have
 * lost its power. Calls never queue up: what is sent is what is wanted now. A silent screen holds no other one up for
 * longer than its time-out.
 */
export class LedScreens<Message> implements WindowScreens {
  readonly #options: LedScreensOptions<Message>
  readonly #timing: LedTiming
  readonly #status: DeviceStatus
  readonly #line: DeviceLine<Message>
  readonly #screens: readonly Screen[]
  #loop: Promise<void> = Promise.resolve()
  #wake: () => void = () => {}
  /** Why the line is away, while it is. */
  #absence = absent
  /** When any of them last answered, or the line was opened anew for want of an answer. */
  #heardAtMs = Date.now()
  /** Something changed since the loop last looked. */
  #stirred = false

  constructor(options: LedScreensOptions<Message>) {
    this.#options = options
    const { protocol, transport } = options
    this.#timing = { ...protocol.timing, ...options.timing }
    this.#status = new DeviceStatus(
      { name: options.name, kind: 'led-screen', driver: protocol.driver, place: transport.place },
      options.now,
    )
    this.#screens = options.addresses.map((address) => ({
      address,
      called: String(address),
      wanted: null,
      shown: null,
      shownAtMs: 0,
      answers: null,
      misses: 0,
      dueAtMs: 0,
    }))
    this.#line = new DeviceLine({
      transport,
      decoder: () => protocol.decoder(),
      onMessage: (message) => this.#late(message),
      onOpen: () => this.#opened(),
      onAbsent: (absence) => {
        this.#absence = absence
        this.#lost()
      },
      onBug: (error) => this.#status.broke(error),
      counters: this.#status.counters,
      ...(options.reconnectMs ? { reconnectMs: options.reconnectMs } : {}),
    })
  }

  row(): DeviceRow {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  show(address: number, text: StripText): void {
    const screen = this.#screenAt(address)
    if (same(screen.wanted, text)) return
    screen.wanted = text
    // A silent screen keeps its time: a rush of calls must not take the line from those that answer.
    if (screen.answers !== 'no') screen.dueAtMs = 0
    this.#stir()
  }

  name(address: number, called: string): void {
    this.#screenAt(address).called = called
    this.#tell()
  }

  start(): void {
    this.#line.start()
    this.#loop = this.#status.keepDoing(() => this.#keepTrue(), this.#line.stopping)
  }

  async stop(): Promise<void> {
    const stopped = this.#line.stop()
    this.#stir()
    await stopped
    await this.#loop
    this.#status.become({ state: 'off', detail: '' })
  }

  #screenAt(address: number): Screen {
    const screen = this.#screens.find((one) => one.address === address)
    if (screen === undefined) throw new Error(`no screen has the address ${address}`)
    return screen
  }

  #opened(): void {
    for (const screen of this.#screens) forget(screen)
    this.#tell()
    this.#stir()
  }

  #lost(): void {
    // A line that we give up ourselves because nobody answers on it is no other fault than before.
    if (this.#status.condition.detail !== noAnswer.detail) this.#status.become(this.#absence)
  }

  /** A screen that spoke after its time-out is there: it is told at once what it may have missed. */
  #late(message: Message): void {
    for (const screen of this.#screens)
      if (screen.answers === 'no' && this.#options.protocol.verdict(message, screen.address) !== null)
        screen.dueAtMs = 0
    this.#stir()
  }

  #stir(): void {
    this.#stirred = true
    this.#wake()
  }

  async #keepTrue(): Promise<void> {
    const { stopping } = this.#line
    let turn = 0
    while (!stopping.aborted) {
      this.#stirred = false
      const now = Date.now()
      // One after the other, so that none is forgotten; whoever has news goes first.
      const order = [...this.#screens.slice(turn), ...this.#screens.slice(0, turn)]
      const due = this.#line.open ? order.filter((screen) => screen.dueAtMs <= now) : []
      const next = due.find((screen) => screen.answers !== 'no' && isBehind(screen)) ?? due[0]
      if (next === undefined) {
        const earliest = Math.min(...this.#screens.map(({ dueAtMs }) => dueAtMs))
        await this.#pause(this.#line.open ? Math.max(1, earliest - now) : 60_000)
        continue
      }
      turn = (this.#screens.indexOf(next) + 1) % this.#screens.length
      await this.#attend(next)
      if (this.#timing.gapMs > 0) await this.#pause(this.#timing.gapMs, true)
    }
  }

  /** Tells a screen what it shall show, or asks whether it is there. */
  async #attend(screen: Screen): Promise<void> {
    const { protocol, columns, lines } = this.#options
    const { wanted } = screen
    const fresh = Date.now() - screen.shownAtMs < this.#timing.refreshMs
    const question = !isBehind(screen) && fresh ? protocol.ping(screen.address) : null
    const bytes =
      question ??
      (wanted === null
        ? protocol.ping(screen.address)
        : protocol.show(screen.address, wanted, { columns, lines }))
    if (bytes === null) {
      // Nothing is wanted and nothing can be asked.
      screen.dueAtMs = Date.now() + this.#timing.againMs
      return
    }
    const verdict = await this.#ask(screen.address, bytes)
    if (verdict === 'absent' || verdict === 'stopped') return
    if (verdict === 'timeout') {
      await this.#missed(screen)
    } else {
      screen.misses = 0
      const back = screen.answers === 'no'
      this.#heardAtMs = Date.now()
      screen.answers = verdict === 'done' ? 'yes' : 'refused'
      if (question === null && verdict === 'done' && wanted !== null) {
        screen.shown = wanted
        screen.shownAtMs = Date.now()
      } else if (back || verdict !== 'done') screen.shown = null
    }
    const { againMs, retryMs } = this.#timing
    const rests = screen.answers === 'no' || verdict === 'refused'
    screen.dueAtMs = rests ? Date.now() + retryMs : isBehind(screen) ? 0 : Date.now() + againMs
    this.#tell()
  }

  /**
   * No answer: whatever it showed may be gone, even where the next question finds it there, so it is told its text
   * then. One lost answer is no fault yet.
   */
  async #missed(screen: Screen): Promise<void> {
    screen.shown = null
    screen.misses += 1
    this.#status.counters.retries += 1
    if (screen.misses < missesAllowed) return
    screen.answers = 'no'
    await this.#giveUpDeadLine()
  }

  /**
   * A card on the network that lost its power closes nothing: the connection looks open until what was written to it
   * is given up by the system, which takes minutes. A new one finds the card as soon as it is back.
   */
  async #giveUpDeadLine(): Promise<void> {
    if (Date.now() - this.#heardAtMs < this.#timing.deadLineMs) return
    if (this.#screens.some(({ answers }) => answers !== 'no')) return
    this.#heardAtMs = Date.now()
    this.#tell()
    await this.#line.reopen()
  }

  async #ask(address: number, bytes: Uint8Array): Promise<'done' | 'refused' | LineFault> {
    const { protocol } = this.#options
    if (!protocol.answers) return (await this.#line.send(bytes)) ? 'done' : 'absent'
    const answer = await this.#line.request(bytes, (message) => protocol.verdict(message, address), {
      timeoutMs: this.#timing.answerMs,
    })
    return answer.ok ? answer.value : answer.problem
  }

  #tell(): void {
    if (this.#line.stopping.aborted) return
    if (this.#line.open) this.#status.become(this.#condition())
    else this.#lost()
  }

  #condition(): Condition {
    if (!this.#options.protocol.answers) return ready
    if (this.#screens.every(({ answers }) => answers === 'no')) return noAnswer
    const called = (which: Screen['answers']) =>
      this.#screens.flatMap((screen) => (screen.answers === which ? [screen.called] : []))
    if (called('no').length > 0) return { state: 'fault', detail: listed('no-answer', called('no')) }
    if (called('refused').length > 0) return { state: 'fault', detail: listed('refused', called('refused')) }
    if (this.#screens.some(({ answers }) => answers === 'yes')) return ready
    // Not asked yet, since the line was opened.
    return this.#status.condition.state === 'absent' ? this.#status.condition : absent
  }

  /** Waits so long, or until something stirs; `whole`: the whole time, unless the driver stops. */
  async #pause(ms: number, whole = false): Promise<void> {
    const { stopping } = this.#line
    if (stopping.aborted || (this.#stirred && !whole)) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        stopping.removeEventListener('abort', done)
        this.#wake = () => {}
        resolve()
      }
      const timer = setTimeout(done, ms)
      stopping.addEventListener('abort', done)
      if (!whole) this.#wake = done
    })
  }
}

/** A screen of which nothing is known any more. */
function forget(screen: Screen): void {
  screen.shown = null
  screen.answers = null
  screen.misses = 0
  screen.dueAtMs = 0
}

function isBehind(screen: Screen): boolean {
  return screen.wanted !== null && !same(screen.wanted, screen.shown)
}

function same(one: StripText | null, other: StripText | null): boolean {
  if (one === null || other === null) return one === other
  return one.colour === other.colour && one.lines.join('\n') === other.lines.join('\n')
}

function listed(word: string, called: readonly string[]): string {
  let detail = word
  for (const [index, one] of called.entries()) {
    const longer = `${detail}${index === 0 ? ' ' : ','}${one}`
    if (longer.length > longestDetail) return `${detail} +${called.length - index}`
    detail = longer
  }
  return detail
}
