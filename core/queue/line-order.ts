import {
  earliest,
  headsOf,
  isCallable,
  type LineHead,
  type LineRules,
  linesOf,
  waitsSinceMs,
} from './line.ts'
import { creditsOf, firstInOrder, heaviest, type ServedQueue } from './queue-turn.ts'
import type { TicketClass } from './ticket.ts'

export type { LineHead, LineRules } from './line.ts'
export type { ServedQueue } from './queue-turn.ts'
export { type AheadFacts, ticketsAhead } from './tickets-ahead.ts'

/*
 * WHO IS NEXT at a window. The whole rule, from the first question to the last:
 *
 *   1. A head that has waited longer than its class's bound goes before all, the longest over first.
 *   2. A ticket that was sent to this very window goes before the rest of what the window serves.
 *   3. Between the window's queues: the first with somebody to call, or by weights (smooth weighted round robin).
 *   4. Between the classes of that queue: an appointment that is due, then green channel, then priority, then
 *      ordinary; but after `priorityRun` green or priority calls in a row an ordinary head that waits is called.
 *   5. Inside a queue and class: first come, first served, by order of arrival (appointments by their time).
 *
 * An appointment is never called before its time, not even by 1. Nobody starves: 1 holds for every head, and
 * whoever is behind it moves up. The rule is pure: the window's lines, the hall's rules and the time go in.
 */

/** Between a window's queues: one after the other, or by weights. */
export type QueueOrder = 'order' | 'weights'

export interface LineFacts {
  /**
   * The oldest waiting of each queue and class (of appointments the one due first), and of each queue and class
   * among those sent to this window. More than these do no harm: the rule finds the heads itself.
   */
  readonly heads: readonly LineHead[]
  readonly queues: readonly ServedQueue[]
  readonly order: QueueOrder
  readonly rules: LineRules
  readonly nowMs: number
}

/** Which part of the rule chose. */
export type WhyNext =
  | 'over-bound'
  | 'for-this-window'
  | 'due'
  | 'green'
  | 'priority'
  | 'ordinary-turn'
  | 'ordinary'

export interface Choice {
  readonly head: LineHead
  readonly why: WhyNext
  /** Each served queue's credit after this call, to be kept for the next. */
  readonly credits: ReadonlyMap<string, number>
  /** The head's queue's run of green and priority calls after this call, to be kept for the next. */
  readonly priorityRun: number
}

/** Who is called next; null when nobody can be called now. */
export function chooseNext(facts: LineFacts): Choice | null {
  const isServedHere = ({ queueId }: LineHead) => facts.queues.some((queue) => queue.queueId === queueId)
  const heads = headsOf(facts.heads)
    .filter((head) => head.forThisWindow || isServedHere(head))
    .filter((head) => isCallable(head, facts.nowMs))
  const late = longestOverBound(heads, facts)
  if (late !== null) return outOfTurn(late, 'over-bound', facts)
  const sentHere = heads.filter((head) => head.forThisWindow)
  if (sentHere.length > 0) {
    const queue = firstInOrder(sentHere, facts.queues)
    return outOfTurn(chooseInQueue(queue, sentHere, facts).head, 'for-this-window', facts)
  }
  const served = facts.queues.filter((queue) => heads.some((head) => head.queueId === queue.queueId))
  if (served.length === 0) return null
  const { queue, credits } =
    facts.order === 'order'
      ? { queue: firstInOrder(heads, facts.queues), credits: creditsOf(facts.queues) }
      : heaviest(served, heads, facts.queues)
  const { head, why } = chooseInQueue(queue, heads, facts)
  return { head, why, credits, priorityRun: runAfter(queue.priorityRun, head) }
}

/**
 * The order in which those who wait would be called if nothing else happened and no time passed: the first is
 * who `chooseNext` gives. `heads` are all who wait here; appointments that are not due are left out.
 */
export function orderLine(facts: LineFacts & { readonly limit: number }): LineHead[] {
  const lines = linesOf(facts.heads)
  const ordered: LineHead[] = []
  let queues = facts.queues
  while (ordered.length < facts.limit) {
    const heads = lines.flatMap((line) => line.slice(0, 1))
    const choice = chooseNext({ ...facts, heads, queues })
    if (choice === null) break
    ordered.push(choice.head)
    lines.find((line) => line[0] === choice.head)?.shift()
    queues = queues.map((queue) => ({
      ...queue,
      credit: choice.credits.get(queue.queueId) ?? queue.credit,
      priorityRun: queue.queueId === choice.head.queueId ? choice.priorityRun : queue.priorityRun,
    }))
  }
  return ordered
}

/** Rule 4, between the classes of one queue. */
function chooseInQueue(
  queue: ServedQueue,
  heads: readonly LineHead[],
  { rules }: LineFacts,
): { head: LineHead; why: WhyNext } {
  const here = heads.filter((head) => head.queueId === queue.queueId)
  const first = (wanted: TicketClass) => earliest(here.filter((head) => head.class === wanted))
  const due = first('appointment')
  if (due !== null) return { head: due, why: 'due' }
  const ordinary = first('ordinary')
  const preferred = first('green') ?? first('priority')
  if (ordinary !== null && preferred !== null && queue.priorityRun >= rules.priorityRun) {
    return { head: ordinary, why: 'ordinary-turn' }
  }
  if (preferred !== null) return { head: preferred, why: preferred.class === 'green' ? 'green' : 'priority' }
  if (ordinary !== null) return { head: ordinary, why: 'ordinary' }
  throw new Error(`queue ${queue.queueId} was chosen and has nobody to call`)
}

/** Rule 1: of the heads over their class's bound the one that is over it the longest. */
function longestOverBound(heads: readonly LineHead[], { rules, nowMs }: LineFacts): LineHead | null {
  const overMs = (head: LineHead) => nowMs - waitsSinceMs(head) - rules.waitBoundMinutes[head.class] * 60_000
  const late = heads.filter((head) => overMs(head) > 0)
  return late.sort((a, b) => overMs(b) - overMs(a) || a.arrivalOrder - b.arrivalOrder)[0] ?? null
}

/** A call by rule 1 or 2 is not the queues' turn: credits stay as they are, the run of priority calls goes on. */
function outOfTurn(head: LineHead, why: WhyNext, { queues }: LineFacts): Choice {
  const run = queues.find((queue) => queue.queueId === head.queueId)?.priorityRun ?? 0
  return { head, why, credits: creditsOf(queues), priorityRun: runAfter(run, head) }
}

/** Appointments neither lengthen nor break a run: else they would keep the ordinary from their turn. */
function runAfter(run: number, head: LineHead): number {
  if (head.class === 'ordinary') return 0
  return head.class === 'appointment' ? run : run + 1
}
