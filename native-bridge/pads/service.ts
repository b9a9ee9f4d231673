import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import type { PadProfile } from '../codec/pad-profile.ts'
import type { PadLine, PadPlace, PadPress } from '../driver/pad-line.ts'
import type { HallLink } from '../hall/hall-link.ts'
import { cellsOf, darkCells } from './cells.ts'
import { Desks } from './desks.ts'
import { intentOf } from './intent.ts'
import { PressedAtHall, staleMs } from './press-hall.ts'
import { Questions } from './questions.ts'
import { PadRatings } from './ratings.ts'
import { SignOns } from './sign-ons.ts'

/** A line with its name and the profile that its keys are read by. */
export interface ServedLine {
  readonly name: string
  readonly line: PadLine
  readonly profile: PadProfile
}

export interface PadServiceParts {
  readonly db: Database.Database
  readonly link: HallLink
  readonly lines: readonly ServedLine[]
  readonly log: Logger
  readonly now?: () => number
}

/** A pad that lost its power tells nobody: what all digits show is sent again so often. */
const repaintMs = 30_000

/** How a pad says what became of a press: by so many beeps, for its digits have no letters. */
const beeps = { done: 1, 'nobody-waits': 2, 'not-taken': 2, refused: 3 } as const
type Outcome = keyof typeof beeps

/**
 * What the bridge does with pads: keys become the hall's commands at their window, digits show the hall's state, and
 * ratings are asked and kept. A key pressed while the hall is away is refused by three beeps and forgotten: a call must
 * not happen a minute after it was pressed. A rating is kept, and delivered later.
 */
export class PadService {
  readonly #parts: PadServiceParts
  readonly #hall: PressedAtHall
  readonly #desks: Desks
  readonly #ratings: PadRatings
  readonly #signOns = new SignOns()
  readonly #questions = new Questions()
  /** The end of the last press at a window: presses at one window happen in their order. */
  readonly #turns = new Map<string, Promise<void>>()
  /** What each pad's digits were sent last. */
  readonly #shown = new Map<string, string>()
  readonly #stops: (() => void)[] = []
  #first = true

  constructor(parts: PadServiceParts) {
    this.#parts = parts
    this.#hall = new PressedAtHall(parts.link, parts.log)
    this.#ratings = new PadRatings(parts.db, parts.link.call, parts.log)
    const windowIds = parts.lines.flatMap(({ line }) => line.pads.map(({ windowId }) => windowId))
    this.#desks = new Desks({
      link: parts.link,
      log: parts.log,
      windowIds: [...new Set(windowIds)],
      onChange: () => this.#refresh(),
    })
  }

  start(): void {
    for (const served of this.#parts.lines) {
      this.#stops.push(
        served.line.onPress((press) => this.#take(served, press)),
        served.line.onOpen(() => {
          this.#repaint(served)
          this.#askAgain(served)
        }),
      )
    }
    const timer = setInterval(() => {
      for (const served of this.#parts.lines) this.#repaint(served)
    }, repaintMs)
    this.#stops.push(() => clearInterval(timer))
    this.#ratings.start()
    this.#desks.start()
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    await this.#desks.stop()
    await Promise.all(this.#turns.values())
    await this.#ratings.stop()
  }

  #take(served: ServedLine, press: PadPress): void {
    const { pad } = press
    if (press.kind === 'score') {
      served.line.beep(pad.address, beeps[this.#rate(press) ? 'done' : 'not-taken'])
      return
    }
    const atMs = this.#now()
    const before = this.#turns.get(pad.windowId) ?? Promise.resolve()
    const turn = before.then(async () => {
      let outcome: Outcome = 'refused'
      try {
        if (this.#now() - atMs <= staleMs) outcome = await this.#carryOut(served, press)
      } catch (error) {
        this.#parts.log.error({ err: error }, 'a press at a pad failed')
      }
      served.line.beep(pad.address, beeps[outcome])
      // Whoever pressed looks at the digits: they are sent again, though they be the same.
      this.#show(served, pad, true)
    })
    this.#turns.set(pad.windowId, turn)
  }

  /** True when the press is kept as the answer to the question that was asked at this window. */
  #rate({ pad, level }: PadPress & { kind: 'score' }): boolean {
    const question = this.#desks.of(pad.windowId)?.question
    if (!question) return false
    try {
      return this.#ratings.keep(question, level, this.#now())
    } catch (error) {
      this.#parts.log.error({ err: error }, 'a rating could not be kept')
      return false
    }
  }

  async #carryOut(served: ServedLine, press: PadPress & { kind: 'key' }): Promise<Outcome> {
    const { windowId } = press.pad
    const intent = intentOf(served.profile, press, this.#desks.of(windowId))
    if (intent.do === 'digits') return this.#signOn(served, press.pad, intent.digits)
    this.#signOns.forget(nameOf(served, press.pad))
    if (intent.do === 'nothing') return 'refused'
    const answer = await this.#hall.press(windowId, intent.input)
    if (!answer.ok) return 'refused'
    this.#desks.put(answer.value.desk)
    return answer.value.done
  }

  /** A staff number, or the PIN of the number that was typed before. A number that wants one is beeped for once. */
  async #signOn(served: ServedLine, pad: PadPlace, digits: string): Promise<Outcome> {
    const typed = this.#signOns.typed(nameOf(served, pad), digits, this.#now())
    const answer = await this.#hall.signOn(pad.windowId, typed)
    if (answer.ok) {
      this.#desks.put(answer.value)
      return 'done'
    }
    if (answer.problem !== 'pin-needed') return 'refused'
    this.#signOns.awaitPin(nameOf(served, pad), typed.number, this.#now())
    return 'done'
  }

  /** The hall said something new, came or went. */
  #refresh(): void {
    const { here } = this.#desks
    if (here) this.#ratings.wake()
    for (const served of this.#parts.lines)
      for (const pad of served.line.pads) {
        this.#show(served, pad, false)
        if (here) this.#ask(served, pad)
      }
    if (here) this.#first = false
  }

  /** The line is open again, or it is time: pads may have lost what they showed. */
  #repaint(served: ServedLine): void {
    for (const pad of served.line.pads) this.#show(served, pad, true)
  }

  #show(served: ServedLine, pad: PadPlace, anyway: boolean): void {
    if (pad.is !== 'call-pad') return
    const desk = this.#desks.of(pad.windowId)
    const cells = this.#desks.here && desk ? cellsOf(desk) : darkCells
    const name = nameOf(served, pad)
    if (!anyway && this.#shown.get(name) === cells.join()) return
    this.#shown.set(name, cells.join())
    served.line.show(pad.address, cells)
  }

  #ask(served: ServedLine, pad: PadPlace): void {
    if (pad.is !== 'rating-pad') return
    const question = this.#desks.of(pad.windowId)?.question ?? null
    const isNew = this.#questions.isNew(nameOf(served, pad), question, this.#first, this.#now())
    if (isNew && question && !this.#ratings.isAnswered(question)) served.line.ask(pad.address)
  }

  #askAgain(served: ServedLine): void {
    for (const pad of served.line.pads) {
      const question = this.#questions.again(nameOf(served, pad), this.#now())
      if (question && !this.#ratings.isAnswered(question)) served.line.ask(pad.address)
    }
  }

  #now(): number {
    return this.#parts.now?.() ?? Date.now()
  }
}

function nameOf({ name }: ServedLine, pad: PadPlace): string {
  return `${name} ${pad.is} ${pad.address}`
}
