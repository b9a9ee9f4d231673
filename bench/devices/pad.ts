import { setTimeout as pause } from 'node:timers/promises'
import { must } from '../../core/result.ts'
import type { SimulatedPadBus } from '../../native-bridge/simulator/pad-bus.ts'
import { chanceFrom } from '../../simulate/reference/chance.ts'
import { HallClient } from '../hall-client.ts'
import { follow, type HeardCall } from '../last-screen.ts'
import type { Desk, ReferenceHall } from '../reference-store.ts'
import { within } from './kiosk-page.ts'
import type { Overheard, Spoken } from './overheard.ts'

/** Windows with a call pad and a rating pad each, on one line. */
export const padWindows = 16
/** A rating pad's address above its window's call pad. */
const raterAbove = 128
/** Between two calls of the line, at least and at most. */
const betweenMs = [100, 300] as const

/** The thirty-two pads of a line, at the first windows of the hall. */
export function padsOf(desks: readonly Desk[]) {
  return desks.slice(0, padWindows).flatMap(({ windowId }, at) => [
    { address: at + 1, windowId, is: 'call-pad' as const },
    { address: at + 1 + raterAbove, windowId, is: 'rating-pad' as const },
  ])
}

/** One call: from the key to the display, and the key's frame. */
export interface PadSample {
  readonly totalMs: number
  readonly said: readonly Spoken[]
}

/**
 * Presses `call` at one pad after the other while a display follows the hall's calls; each ticket is then put away
 * through the hall, so that the pad can call again. Windows are open and attended.
 */
export async function measurePads(
  hallUrl: string,
  reference: ReferenceHall,
  bus: SimulatedPadBus,
  line: Overheard,
  count: number,
): Promise<PadSample[]> {
  const chance = chanceFrom(3)
  const desks = reference.desks.slice(0, padWindows)
  const client = new HallClient(hallUrl, 4)
  await fillQueues(client, reference, desks, Math.ceil(count / desks.length))
  let onCall: (call: HeardCall) => void = () => {}
  const token = must(reference.displays[0], 'the reference hall has displays')
  const display = await follow(hallUrl, token, (call) => onCall(call))
  const samples: PadSample[] = []
  for (let turn = 0; turn < count; turn += 1) {
    const at = turn % desks.length
    const desk = must(desks[at], 'one of them')
    await takesKeys(bus, at + 1)
    await pause(betweenMs[0] + chance() * (betweenMs[1] - betweenMs[0]))
    line.beginAnew()
    const called = within('a call at the display', (done: (call: HeardCall) => void) => {
      onCall = (call) => {
        if (call.windowId === desk.windowId) done(call)
      }
    })
    const pressedMs = performance.now()
    if (!bus.press(at + 1, 'call')) throw new Error('the pad has no such key, or takes none now')
    const { ticketId } = await called
    const totalMs = performance.now() - pressedMs
    samples.push({
      totalMs,
      said: line
        .said()
        .filter(({ from }) => from === 'device')
        .slice(0, 1),
    })
    await client.send(desk.token, `/windows/${desk.windowId}/no-show`, { ticketId })
  }
  await display.destroy()
  await client.close()
  return samples
}

async function fillQueues(
  client: HallClient,
  reference: ReferenceHall,
  desks: readonly Desk[],
  each: number,
): Promise<void> {
  const kiosk = must(reference.kiosks[0], 'the reference hall has kiosks')
  for (const { windowId, token, queueId } of desks) {
    await client.send(token, `/windows/${windowId}/open`, {})
    for (let n = 0; n < each; n += 1) await client.send(kiosk, '/tickets', { queueId })
  }
}

/** A pad takes no key while its last one is not acknowledged. */
function takesKeys(bus: SimulatedPadBus, address: number): Promise<void> {
  return within('the acknowledgement of a key', (done: () => void) => {
    const timer = setInterval(() => {
      if (bus.pad(address).unacknowledged !== null) return
      clearInterval(timer)
      done()
    }, 5)
  })
}
