import { setTimeout as pause } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import { Client } from 'undici'
import { z } from 'zod'
import { must } from '../core/result.ts'
import type { HallChild } from './hall-child.ts'
import { HallClient } from './hall-client.ts'
import type { ReferenceHall } from './reference-store.ts'

/** Screens that follow the hall's stream. */
export const screenCount = 300
/** Milliseconds between two calls: some ten a second, where a busy hall makes one. */
const betweenMs = 80

const called = z.object({ ticketId: z.string(), windowId: z.string() })
/** A call as a screen hears it. */
export type HeardCall = z.infer<typeof called>

/** What the screens saw. */
export interface LastScreen {
  /** From each call's request to its event at the last of the screens. */
  readonly latencyMs: readonly number[]
  /** Of the hall, with all the screens listening. */
  readonly rssBytes: number
}

/**
 * Screens listen, each on a connection of its own, while one window after another calls whoever is next: how long from the call's
 * request until the last screen has its event.
 */
export async function measureLastScreen(
  hall: HallChild,
  reference: ReferenceHall,
  calls: number,
): Promise<LastScreen> {
  const seen = new Map<string, number>()
  let waitingFor: { ticketId: string; arrived: () => void } | null = null
  const hear = ({ ticketId }: HeardCall) => {
    const count = (seen.get(ticketId) ?? 0) + 1
    seen.set(ticketId, count)
    if (count === screenCount && waitingFor?.ticketId === ticketId) waitingFor.arrived()
  }
  const screens = await Promise.all(
    Array.from({ length: screenCount }, (_, place) => {
      const token = must(
        reference.displays[place % reference.displays.length],
        'the reference hall has displays',
      )
      return follow(hall.url, token, hear)
    }),
  )
  const client = new HallClient(hall.url, 4)
  const latencyMs: number[] = []
  for (let turn = 0; latencyMs.length < calls; turn += 1) {
    const { windowId, token } = must(reference.desks[turn % reference.desks.length], 'there are windows')
    const asked = performance.now()
    const ticketId = await client.ticket(token, `/windows/${windowId}/call-next`, {})
    if (ticketId === null) {
      if (turn > calls * 20) throw new Error('nobody waits at any window')
      continue
    }
    await new Promise<void>((resolve) => {
      if (seen.get(ticketId) === screenCount) resolve()
      else waitingFor = { ticketId, arrived: resolve }
    })
    latencyMs.push(performance.now() - asked)
    await client.send(token, `/windows/${windowId}/no-show`, { ticketId })
    await pause(betweenMs)
  }
  const { rssBytes } = await hall.usage()
  await Promise.all(screens.map((screen) => screen.destroy()))
  await client.close()
  return { latencyMs, rssBytes }
}

/** Follows the stream's calls on a connection of its own; resolves once the hall has greeted it. */
export async function follow(url: string, token: string, hear: (call: HeardCall) => void): Promise<Client> {
  const client = new Client(url, { bodyTimeout: 0 })
  const answer = await client.request({
    method: 'GET',
    path: '/api/v1/stream?topics=calls',
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
  })
  if (answer.statusCode !== 200) throw new Error(`the stream was answered ${answer.statusCode}`)
  await new Promise<void>((greeted, fail) => {
    const parser = createParser({
      onEvent({ event, data }) {
        if (event === 'heartbeat') greeted()
        if (event === 'ticket-called') hear(called.parse(JSON.parse(data)))
      },
    })
    answer.body.setEncoding('utf8')
    answer.body.on('data', (part: string) => parser.feed(part))
    // Cut when the measure is over; before that nobody waits for ever.
    answer.body.on('error', fail)
  })
  return client
}
