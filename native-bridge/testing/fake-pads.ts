import type { FastifyInstance } from 'fastify'
import { type ProblemCode, refusal } from '../../contract/problems.ts'
import type { PadDesk, PadPressInput } from '../../contract/routes/pad.ts'
import { sendProblem } from '../../web/problems.ts'

/** One press that the stand-in carried out, each idempotency key once. */
export interface HeardPress {
  readonly windowId: string
  readonly act: PadPressInput['act']
  readonly key: string
}

/**
 * The windows of a stand-in for the hall, as far as pads need them: a line to call from, one ticket in hand, a question
 * after each finish. It keeps to the hall's states, so a doubled press shows itself as a doubled act or a refusal.
 */
export class FakePads {
  readonly presses: HeardPress[] = []
  readonly refused: { windowId: string; act: string; code: ProblemCode }[] = []
  readonly ratings: { ticketId: string; level: string; key: string }[] = []
  readonly #desks = new Map<string, PadDesk>()
  readonly #answers = new Map<string, unknown>()
  readonly #rated = new Set<string>()
  readonly #changed: () => void
  #tickets = 0
  /** The next press is carried out and its answer lost. */
  loseNextAnswer = false

  /** `changed` tells everybody who listens. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** A window that is open, attended, and has so many waiting. */
  open(windowId: string, waiting: number): void {
    this.#put({
      windowId,
      windowNumber: windowId,
      state: 'open',
      attended: true,
      waiting,
      inHand: null,
      question: null,
    })
  }

  desk(windowId: string): PadDesk | undefined {
    return this.#desks.get(windowId)
  }

  /** Changes a window as somebody at a PC would. */
  change(windowId: string, change: Partial<PadDesk>): void {
    const desk = this.#desks.get(windowId)
    if (desk) this.#put({ ...desk, ...change })
  }

  serve(app: FastifyInstance): void {
    app.get<{ Querystring: { windows: string } }>('/api/v1/pad-desks', async (request) => ({
      seq: 1,
      desks: request.query.windows.split(',').flatMap((id) => this.#desks.get(id) ?? []),
    }))
    app.post<{ Params: { id: string }; Body: PadPressInput }>(
      '/api/v1/windows/:id/pad-presses',
      async (request, reply) => {
        const key = String(request.headers['idempotency-key'])
        const known = this.#answers.get(key)
        if (known !== undefined) return known
        const done = this.#act(request.params.id, request.body, key)
        if (typeof done === 'string') {
          this.refused.push({ windowId: request.params.id, act: request.body.act, code: done })
          return sendProblem(reply, refusal(done))
        }
        this.#answers.set(key, done)
        if (!this.loseNextAnswer) return done
        this.loseNextAnswer = false
        request.raw.socket.destroy()
        return reply.hijack()
      },
    )
    app.post<{ Params: { id: string }; Body: { level: string } }>(
      '/api/v1/tickets/:id/rating',
      async (request, reply) => {
        const key = String(request.headers['idempotency-key'])
        const { id } = request.params
        if (!this.ratings.some((one) => one.key === key)) {
          if (this.#rated.has(id)) return sendProblem(reply, refusal('already-rated'))
          this.#rated.add(id)
          this.ratings.push({ ticketId: id, level: request.body.level, key })
          for (const desk of this.#desks.values())
            if (desk.question?.ticketId === id) this.#put({ ...desk, question: null })
        }
        return reply.code(201).send({ id, level: request.body.level, at: new Date().toISOString() })
      },
    )
  }

  #act(windowId: string, input: PadPressInput, key: string): object | ProblemCode {
    const desk = this.#desks.get(windowId)
    if (!desk?.attended) return 'nobody-at-pad'
    const { inHand } = desk
    const after = { ...desk }
    switch (input.act) {
      case 'call':
        if (inHand) return 'ticket-in-hand'
        if (desk.waiting === 0) return { done: 'nobody-waits', desk }
        this.#tickets += 1
        after.waiting -= 1
        after.inHand = {
          ticketId: `${windowId}-${this.#tickets}`,
          number: `A${String(this.#tickets).padStart(3, '0')}`,
          state: 'called',
        }
        break
      case 'recall':
        if (inHand?.state !== 'called') return 'not-called'
        break
      case 'start':
        if (inHand?.state !== 'called') return 'not-called'
        after.inHand = { ...inHand, state: 'serving' }
        break
      case 'finish':
        if (inHand?.state !== 'serving') return 'not-serving'
        after.inHand = null
        after.question = {
          ticketId: inHand.ticketId,
          number: inHand.number,
          askedAt: new Date().toISOString(),
          openUntil: new Date(Date.now() + 600_000).toISOString(),
        }
        break
      case 'no-show':
        if (inHand?.state !== 'called') return 'not-called'
        after.inHand = null
        break
      default:
        return 'validation'
    }
    this.presses.push({ windowId, act: input.act, key })
    this.#put(after)
    return { done: 'done', desk: after }
  }

  #put(desk: PadDesk): void {
    this.#desks.set(desk.windowId, desk)
    this.#changed()
  }
}
