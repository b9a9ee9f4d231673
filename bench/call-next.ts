import { setTimeout as pause } from 'node:timers/promises'
import { chanceFrom } from '../simulate/reference/chance.ts'
import type { HallChild } from './hall-child.ts'
import { HallClient } from './hall-client.ts'
import type { Desk, ReferenceHall } from './reference-store.ts'

/** Seconds between two presses of one clerk: far quicker than any clerk, so that the hall is not at rest. */
const betweenSeconds = [0.5, 1.5] as const

/**
 * Every window of the reference hall calls, starts and finishes for so many seconds, each with pauses between its presses.
 * Returns the milliseconds from each call's request to its answer.
 */
export async function measureCallNext(
  hall: HallChild,
  reference: ReferenceHall,
  seconds: number,
): Promise<number[]> {
  const client = new HallClient(hall.url, reference.desks.length)
  const latencyMs: number[] = []
  const untilMs = performance.now() + seconds * 1000
  await Promise.all(
    reference.desks.map((desk, place) => workAt(desk, client, chanceFrom(place), untilMs, latencyMs)),
  )
  await client.close()
  return latencyMs
}

async function workAt(
  { windowId, token }: Desk,
  client: HallClient,
  chance: () => number,
  untilMs: number,
  latencyMs: number[],
): Promise<void> {
  const [least, most] = betweenSeconds
  const think = () => pause((least + (most - least) * chance()) * 1000)
  while (performance.now() < untilMs) {
    await think()
    const asked = performance.now()
    const ticketId = await client.ticket(token, `/windows/${windowId}/call-next`, {})
    if (ticketId === null) continue
    latencyMs.push(performance.now() - asked)
    for (const act of ['start', 'finish']) {
      await think()
      await client.send(token, `/windows/${windowId}/${act}`, { ticketId })
    }
  }
}

/** Opens every window. */
export async function openWindows(hall: HallChild, reference: ReferenceHall): Promise<void> {
  const client = new HallClient(hall.url, 16)
  await Promise.all(
    reference.desks.map(({ windowId, token }) => client.send(token, `/windows/${windowId}/open`, {})),
  )
  await client.close()
}
