import { must } from '../core/result.ts'
import type { HallChild } from './hall-child.ts'
import { HallClient } from './hall-client.ts'
import type { ReferenceHall } from './reference-store.ts'

/** Kiosks that press at once. */
export const issuingConnections = 64

/** What issuing came to. */
export interface Issued {
  readonly tickets: number
  readonly perSecond: number
  /** Processor time of the hall for one ticket, in microseconds. */
  readonly cpuMicroseconds: number
  /** Milliseconds from a request to its answer. */
  readonly latencyMs: readonly number[]
}

/**
 * Takes tickets over HTTP from 64 connections, each asking again once it was answered, for so many seconds. Before the
 * clock runs they do so for `warmSeconds`: a hall runs for weeks, and for its first thousands of tickets Node is still
 * finding out which code to compile, and how.
 */
export async function measureIssue(
  hall: HallChild,
  reference: ReferenceHall,
  { warmSeconds, seconds }: { readonly warmSeconds: number; readonly seconds: number },
): Promise<Issued> {
  const client = new HallClient(hall.url, issuingConnections)
  const { kiosks, queueIds } = reference
  const latencyMs: number[] = []
  const press = async (hand: number, untilMs: number, kept: number[]) => {
    const token = must(kiosks[hand % kiosks.length], 'the reference hall has kiosks')
    for (let turn = 0; performance.now() < untilMs; turn += 1) {
      const queueId = queueIds[(hand * 7 + turn) % queueIds.length]
      const asked = performance.now()
      await client.send(token, '/tickets', { queueId })
      kept.push(performance.now() - asked)
    }
  }
  const all = (untilMs: number, kept: number[]) =>
    Promise.all(Array.from({ length: issuingConnections }, (_, hand) => press(hand, untilMs, kept)))
  await all(performance.now() + warmSeconds * 1000, [])
  const before = await hall.usage()
  const begun = performance.now()
  await all(begun + seconds * 1000, latencyMs)
  const tookMs = performance.now() - begun
  const after = await hall.usage()
  await client.close()
  return {
    tickets: latencyMs.length,
    perSecond: (latencyMs.length / tookMs) * 1000,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / latencyMs.length,
    latencyMs,
  }
}
