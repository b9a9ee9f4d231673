import { z } from 'zod'
import type { RatingLevel } from '../../core/rating/level.ts'
import { Line, type LineOptions, unlessRefused } from './line.ts'

const finished = z.object({ ticketId: z.string(), windowId: z.string() })

/** A rating as somebody presses it. */
export interface Press {
  readonly level: RatingLevel
  readonly reasons: readonly string[]
  readonly text: string
}

/** Refusals of a press that came too late or twice: the citizen is told, nothing is changed. */
export const tooLateToRate = ['already-rated', 'rating-closed', 'not-finished', 'not-permitted'] as const

/** A rating pad at one window: its stream tells when a service was finished, then it asks. */
export class PadClient {
  readonly windowId: string
  readonly #line: Line
  readonly #heard = new Map<string, () => void>()
  #finishedLast: string | null = null

  constructor(options: LineOptions, windowId: string) {
    this.windowId = windowId
    this.#line = new Line(options)
  }

  async begin(): Promise<void> {
    await this.#line.follow(['ratings'], {
      event: (type, _seq, data) => {
        if (type !== 'service-finished') return
        const { ticketId, windowId } = finished.parse(JSON.parse(data))
        if (windowId !== this.windowId) return
        this.#finishedLast = ticketId
        this.#heard.get(ticketId)?.()
      },
    })
  }

  /**
   * Presses once the pad asks about this ticket. False when the pad does not ask about it (any more) or the press is
   * refused.
   */
  async press(ticketId: string, press: Press): Promise<boolean> {
    await this.#hears(ticketId)
    const { question } = await this.#line.call('padView', { params: { id: this.windowId } })
    if (question?.ticketId !== ticketId) return false
    const rated = this.#line.call('rateTicket', {
      params: { id: ticketId },
      body: { ...press, reasons: [...press.reasons], channel: 'pad' },
    })
    return (await unlessRefused(rated, tooLateToRate)) !== null
  }

  close(): Promise<void> {
    return this.#line.close()
  }

  /** The stream is a moment behind the window that finished. A pad that missed it altogether shows it by its view. */
  async #hears(ticketId: string): Promise<void> {
    if (this.#finishedLast === ticketId) return
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.#heard.delete(ticketId)
        resolve()
      }
      const timer = setTimeout(end, patienceMs)
      this.#heard.set(ticketId, end)
    })
  }
}

/** How long somebody stands before a pad that does not ask. */
const patienceMs = 2000
