import type { Client } from '../../contract/client.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { must } from '../../core/result.ts'
import type { TestHall } from './test-hall.ts'

const minuteMs = 60_000
/** How many come for each queue in a hundred; household and insurance are sought most. */
const sought = { A: 24, B: 8, C: 5, D: 6, E: 4, F: 14, G: 6, H: 16, J: 5, K: 5, L: 5, M: 2 } as const
const levels: readonly RatingLevel[] = [
  'very-satisfied',
  'very-satisfied',
  'satisfied',
  'very-satisfied',
  'fairly-satisfied',
  'satisfied',
  'very-satisfied',
  'dissatisfied',
]

/** A window whose clerk works: who is in hand there and until when. */
interface Desk {
  readonly number: string
  readonly clerk: Client
  inHand: { readonly ticketId: string; readonly untilMs: number } | null
}

/** A demonstration hall on a clock moved by hand, in which people come and are served: the same at every run. */
export interface LivelyHall {
  /** So many minutes, `perMinute` people coming in each. */
  play(minutes: number, perMinute: number): Promise<void>
  /** Nobody comes any more, whoever waits is served, and the windows close. */
  close(): Promise<void>
}

/** Opens these windows; nobody has come yet. */
export async function startLively(hall: TestHall, numbers: readonly string[]): Promise<LivelyHall> {
  const chance = chances(20_261_124)
  const kiosk = await hall.as('kiosk')
  const queues = Object.entries(sought).flatMap(([prefix, weight]) =>
    Array.from({ length: weight }, () => hall.queueId(prefix)),
  )
  const at = (number: string) => ({ params: { id: hall.windowId(number) } })
  const desks: Desk[] = []
  for (const number of numbers) {
    const clerk = await signIn(hall, `w${number.padStart(3, '0')}`)
    await clerk('openWindow', at(number))
    desks.push({ number, clerk, inHand: null })
  }
  /** What a clerk does in a minute; false where nobody is there to be served. */
  const work = async (desk: Desk): Promise<boolean> => {
    if (desk.inHand !== null && hall.now() < desk.inHand.untilMs) return true
    if (desk.inHand !== null) {
      const { ticketId } = desk.inHand
      await desk.clerk('finishService', { ...at(desk.number), body: { ticketId } })
      desk.inHand = null
      const level = must(levels[Math.floor(chance() * levels.length)], 'a level')
      if (chance() < 0.6)
        await kiosk('rateTicket', { params: { id: ticketId }, body: { level, channel: 'kiosk' } })
      return true
    }
    const ticket = await desk.clerk('callNext', at(desk.number))
    if (ticket === null) return false
    const body = { ticketId: ticket.id }
    if (chance() < 0.06) {
      await desk.clerk('missTicket', { ...at(desk.number), body })
      return true
    }
    await desk.clerk('startService', { ...at(desk.number), body })
    desk.inHand = { ticketId: ticket.id, untilMs: hall.now() + Math.round(4 + chance() * 12) * minuteMs }
    return true
  }
  const playMinute = async (perMinute: number): Promise<boolean> => {
    for (let due = perMinute; due > 0; due -= 1) {
      const queueId = must(queues[Math.floor(chance() * queues.length)], 'a queue')
      if (chance() < due) await kiosk('takeTicket', { body: { queueId } })
    }
    let worked = false
    for (const desk of desks) worked = (await work(desk)) || worked
    hall.advance(minuteMs)
    return worked
  }
  return {
    async play(minutes, perMinute) {
      for (let minute = 0; minute < minutes; minute += 1) await playMinute(perMinute)
    },
    async close() {
      while (await playMinute(0));
      for (const { number, clerk } of desks) await clerk('closeWindow', at(number))
    },
  }
}

/** A session of its own: one that another day began is over. */
async function signIn(hall: TestHall, account: string): Promise<Client> {
  const { password } = must(
    hall.running.demonstration?.accounts.find((person) => person.account === account),
    account,
  )
  const { token } = await hall.client(null)('signIn', { body: { account, password } })
  return hall.client(token)
}

/** Numbers from 0 to below 1 that are the same at every run (Park and Miller's generator). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
