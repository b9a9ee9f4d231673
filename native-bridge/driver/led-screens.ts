import type { DeviceRow } from '../../contract/devices/row.ts'
import type { StripSize, StripText } from '../codec/strip-text.ts'
import type { Transport } from '../transport/transport.ts'
import { absent, type Device, type DeviceListener, DeviceStatus, ready } from './device.ts'
import type { LedProtocol, LedTiming } from './led-protocol.ts'
import {
  conditionOf,
  forget,
  isBehind,
  newScreen,
  nextOf,
  noAnswer,
  type Screen,
  sameText,
} from './led-screen-state.ts'
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

const missesAllowed = 2
/** All silent screens of a line together have so long to be asked once: one that is back is told its text within 2 s. */
const silentRoundMs = 1200
/** Silence is told of after this though others were not asked yet: there may be very many on one line. */
const longestDoubtMs = 15_000
/** No question is given up sooner, whatever the number of silent screens. */
const leastAnswerMs = 80

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
  /** Something is new of one screen, and the others it may concern are asked before the row says it. */
  #doubt: { readonly question: number; readonly sinceMs: number; readonly of: 'silence' | 'return' } | null =
    null
  /** Questions so far. */
  #question = 0

  constructor(options: LedScreensOptions<Message>) {
    this.#options = options
    const { protocol, transport } = options
    this.#timing = { ...protocol.timing, ...options.timing }
    this.#status = new DeviceStatus(
      { name: options.name, kind: 'led-screen', driver: protocol.driver, place: transport.place },
      options.now,
    )
    this.#screens = options.addresses.map(newScreen)
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
    if (sameText(screen.wanted, text)) return
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
    // A line that is opened anew for want of an answer says nothing new, until somebody answers on it.
    const silent = this.#status.condition.detail === noAnswer.detail
    for (const screen of this.#screens) forget(screen, silent)
    this.#doubt = null
    this.#heardAtMs = Date.now()
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
      if (screen.answers === 'no' && this.#options.protocol.verdict(message, screen.address) !== null) {
        screen.dueAtMs = 0
        screen.late = true
      }
    this.#stir()
  }

  #stir(): void {
    this.#stirred = true
    this.#wake()
  }

  async #keepTrue(): Promise<void> {
    const { stopping } = this.#line
    let turn = 0
    let missed = false
    while (!stopping.aborted) {
      this.#stirred = false
      const now = Date.now()
      // One after the other, so that none is forgotten; whoever has news goes first.
      const order = [...this.#screens.slice(turn), ...this.#screens.slice(0, turn)]
      const due = this.#line.open ? order.filter((screen) => screen.dueAtMs <= now) : []
      const next = nextOf(due, missed)
      if (next === undefined) {
        const earliest = Math.min(...this.#screens.map(({ dueAtMs }) => dueAtMs))
        await this.#pause(this.#line.open ? Math.max(1, earliest - now) : 60_000)
        continue
      }
      turn = (this.#screens.indexOf(next) + 1) % this.#screens.length
      await this.#attend(next)
      missed = next.misses > 0
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
    this.#question += 1
    const verdict = await this.#ask(screen, bytes)
    if (verdict === 'absent' || verdict === 'stopped') return
    if (verdict === 'timeout') {
      await this.#missed(screen)
    } else {
      screen.misses = 0
      const back = screen.answers === 'no'
      if (back) this.#beginDoubt('return')
      this.#heardAtMs = Date.now()
      screen.knownBy = this.#question
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
    if (screen.answers !== 'no') this.#beginDoubt('silence')
    const allMissed = this.#screens.every(({ answers, misses }) => answers === 'no' || misses > 0)
    if (allMissed && Date.now() - this.#heardAtMs >= this.#timing.deadLineMs) {
      // Nobody has said anything: the line, not this screen.
      for (const one of this.#screens) noteSilent(one, this.#question)
      return this.#giveUpDeadLine()
    }
    if (screen.misses >= missesAllowed) noteSilent(screen, this.#question)
  }

  /**
   * A card on the network that lost its power closes nothing: the connection looks open until what was written to it
   * is given up by the system, which takes minutes. A new one finds the card as soon as it is back.
   */
  async #giveUpDeadLine(): Promise<void> {
    this.#heardAtMs = Date.now()
    this.#tell()
    await this.#line.reopen()
  }

  async #ask(screen: Screen, bytes: Uint8Array): Promise<'done' | 'refused' | LineFault> {
    const { protocol } = this.#options
    if (!protocol.answers) return (await this.#line.send(bytes)) ? 'done' : 'absent'
    const answer = await this.#line.request(bytes, (message) => protocol.verdict(message, screen.address), {
      timeoutMs: this.#patienceMs(screen),
    })
    screen.late = false
    return answer.ok ? answer.value : answer.problem
  }

  #tell(): void {
    if (this.#line.stopping.aborted) return
    if (!this.#line.open) this.#lost()
    else if (!this.#options.protocol.answers) this.#status.become(ready)
    else if (!this.#isInDoubt()) {
      const condition = conditionOf(this.#screens)
      // Not asked yet, since the line was opened.
      const unknown = this.#status.condition.state === 'absent' ? this.#status.condition : this.#absence
      this.#status.become(condition ?? unknown)
    }
  }

  /** How long an answer is waited for. Of those that were silent each takes its share, unless it spoke too late for that. */
  #patienceMs({ answers, late }: Screen): number {
    const { answerMs } = this.#timing
    if (answers !== 'no' || late) return answerMs
    const silent = this.#screens.filter((one) => one.answers === 'no').length
    return Math.min(answerMs, Math.max(leastAnswerMs, silentRoundMs / silent))
  }

  /** Screens that go or come often do so together: those it may concern are asked at once. */
  #beginDoubt(of: 'silence' | 'return'): void {
    if (this.#doubt !== null) return
    this.#doubt = { question: this.#question, sinceMs: Date.now(), of }
    for (const screen of this.#screens) if (concerns(of, screen)) screen.dueAtMs = 0
  }

  /** Whether a screen that the last news may concern has not been asked since; for so long as asking them all may take. */
  #isInDoubt(): boolean {
    if (this.#doubt === null) return false
    const { question, sinceMs, of } = this.#doubt
    const { deadLineMs, answerMs } = this.#timing
    const twiceMs = deadLineMs + missesAllowed * answerMs * this.#screens.length
    const longestMs = of === 'silence' ? Math.min(twiceMs, longestDoubtMs) : silentRoundMs
    const open = this.#screens.some((screen) => concerns(of, screen) && screen.knownBy < question)
    if (open && Date.now() - sinceMs < longestMs) return true
    this.#doubt = null
    return false
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

/** Whether news of one screen may be news of this one too. */
function concerns(of: 'silence' | 'return', screen: Screen): boolean {
  return (screen.answers === 'no') === (of === 'return')
}

/** Its silence is believed. */
function noteSilent(screen: Screen, question: number): void {
  screen.shown = null
  screen.answers = 'no'
  screen.knownBy = question
}
