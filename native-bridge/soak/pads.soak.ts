import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { must } from '../../core/result.ts'
import { startBridge } from '../bridge.ts'
import { readPadProfile } from '../codec/pad-profile.ts'
import { checkConfig } from '../config.ts'
import { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { startFakeHall } from '../testing/fake-hall.ts'

export interface PadSoakOptions {
  /** Presses. */
  readonly count: number
  readonly seed: number
  /** Call pads and as many rating pads, each pair at a window of its own; 16 unless told. */
  readonly windows?: number
  /** The line's speed; 115,200 unless told, so that many presses take little time. */
  readonly baudRate?: number
  /** Between two presses at a window, at most, in milliseconds; none unless told, which only a fast line can carry. */
  readonly pauseMs?: number
}

/** What a soak found. `lost`, `doubled` and `wrongRatings` must be 0. */
export interface PadSoak {
  readonly presses: number
  readonly acknowledged: number
  /** Nobody acknowledged them: the cable was out, or the pad's own power. Whoever pressed sees it. */
  readonly notAcknowledged: number
  readonly resendsDropped: number
  readonly discardedBytes: number
  readonly reopened: number
  /** Acknowledged presses of which the hall never heard. */
  readonly lost: number
  /** Presses that the hall heard and did not take, as one that was made for a state that had passed. */
  readonly refused: number
  /** Acts that the hall heard more often than they were pressed. */
  readonly doubled: number
  readonly ratings: number
  /** Services with a rating that nobody pressed, another than was pressed, or none although it was acknowledged. */
  readonly wrongRatings: number
  readonly seconds: number
}

/** A frame that comes again within the profile's second counts as sent again: nobody presses the same key faster. */
const samePressMs = 1100

interface Tally {
  pressed: number
  acknowledged: number
}

/**
 * Presses at the pads of many windows, thirty-two unless told, that share a serial line, with lost acknowledgements, garbled frames,
 * noise, pulled cables, power that fails in mid-frame and answers of the hall that are lost. Real: the bridge,
 * serialport on a pseudo-terminal, HTTP. Stand-ins: the hall, the pads.
 */
export async function soakPads({
  count,
  seed,
  windows = 16,
  baudRate = 115_200,
  pauseMs = 0,
}: PadSoakOptions): Promise<PadSoak> {
  const random = randomOf(seed)
  const chance = (share: number) => random() < share
  const folder = mkdtempSync(join(tmpdir(), 'pad-soak-'))
  const hall = await startFakeHall()
  const pads = Array.from({ length: windows }, (_, at) => [
    { address: at + 1, windowId: `w${at + 1}`, is: 'call-pad' as const },
    { address: at + 129, windowId: `w${at + 1}`, is: 'rating-pad' as const },
  ]).flat()
  for (let at = 1; at <= windows; at += 1) hall.pads.open(`w${at}`, count)
  const read = readPadProfile('qs')
  const profile = must(read.ok ? read.value : null, 'qs ships')
  // Thirty-two pads that speak again twice as often as real ones fill a slow line by themselves.
  const resendMs = baudRate < 38_400 ? 300 : 150
  const bus = new SimulatedPadBus({ kind: 'call-pad', profile, pads, resendMs, resends: 5 })
  const link = join(folder, 'by-id', 'pads')
  const port = openPtyPort(bus, { link, baudRate })
  const line = { name: 'pads', kind: 'call-pad', driver: 'frames', profile: 'qs', pads }
  const config = checkConfig({
    hall: hall.url,
    token: hall.token,
    port: 0,
    data: join(folder, 'data'),
    role: 'kiosk',
    devices: [{ ...line, transport: { serial: link, baudRate } }],
  })
  const started = await startBridge(must(config.ok ? config.value : null, 'a right configuration'), {
    log: pino({ level: 'silent' }),
  })
  const bridge = must(started.ok ? started.value : null, 'the bridge starts')
  const beganMs = performance.now()
  await until(() => bus.pads.some(({ cells }) => cells.trim() !== ''))

  const acts = new Map<string, Tally>()
  const given = new Map<string, { level: string; acknowledged: boolean }[]>()
  const last = new Map<string, { keys: string; atMs: number; acknowledged: boolean }>()
  let presses = 0
  let unacknowledged = 0

  async function pressAt(address: number, is: 'call-pad' | 'rating-pad', keys: string): Promise<boolean> {
    const pad = `${is} ${address}`
    const previous = last.get(pad)
    const again = previous && (previous.keys === keys || !previous.acknowledged)
    if (again) await wait(Math.max(0, previous.atMs + samePressMs - performance.now()))
    const before = bus.pad(address, is).acknowledged
    await wait(random() * pauseMs)
    misbehave()
    const [digits, key] = keys.includes(' ') ? keys.split(' ') : ['', keys]
    await until(() => bus.type(address, digits ?? '', key ?? ''))
    presses += 1
    await until(() => bus.pad(address, is).unacknowledged === null)
    const acknowledged = bus.pad(address, is).acknowledged > before
    last.set(pad, { keys, atMs: performance.now(), acknowledged })
    if (!acknowledged) unacknowledged += 1
    return acknowledged
  }

  function misbehave(): void {
    if (chance(0.1)) bus.deafFor = 1 + Math.floor(random() * 3)
    if (chance(0.1)) bus.faults.garbled = 1 + Math.floor(random() * 2)
    if (chance(0.1))
      bus.faults.noise = Uint8Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
        chance(0.3) ? 0x68 : Math.floor(random() * 256),
      )
    if (chance(0.02)) hall.pads.loseNextAnswer = true
    if (chance(0.004) && bus.plugged) {
      const cut = chance(0.5)
      if (cut) bus.plug(false)
      else bus.faults.powerFailsAfterBytes = 1 + Math.floor(random() * 8)
      setTimeout(
        () => {
          bus.faults.powerFailsAfterBytes = null
          bus.plug(true)
          bus.power(true)
        },
        200 + random() * 300,
      )
    }
  }

  async function workAt(at: number): Promise<void> {
    const windowId = `w${at}`
    let recalled = false
    while (presses < count) {
      const inHand = hall.pads.desk(windowId)?.inHand
      const ticketId = inHand?.ticketId
      let act = 'call'
      if (inHand?.state === 'serving') act = 'finish'
      else if (inHand) act = chance(0.2) && !recalled ? 'recall' : chance(0.2) ? 'no-show' : 'start'
      recalled = act === 'recall'
      const heardBefore = heard(windowId, act)
      const acknowledged = await pressAt(at, 'call-pad', act === 'no-show' ? '6 function' : act)
      const tally = acts.get(`${windowId} ${act}`) ?? { pressed: 0, acknowledged: 0 }
      acts.set(`${windowId} ${act}`, tally)
      tally.pressed += 1
      if (acknowledged) {
        tally.acknowledged += 1
        await until(() => heard(windowId, act) > heardBefore, 5000)
      } else await wait(samePressMs)
      if (act === 'finish' && ticketId !== undefined && hall.pads.desk(windowId)?.question)
        await rate(at, ticketId)
    }
  }

  /** Presses a face, and now and then another one right after it, which must change nothing. */
  async function rate(at: number, ticketId: string): Promise<void> {
    const levels = [...profile.scores.values()]
    const tries: { level: string; acknowledged: boolean }[] = []
    given.set(ticketId, tries)
    // Whoever stands there presses when the pad asks, or a little later where that frame was lost.
    await until(() => bus.pad(at + 128, 'rating-pad').asking, 800)
    for (let left = chance(0.3) ? 2 : 1; left > 0; left -= 1) {
      const level = must(levels[Math.floor(random() * levels.length)], 'a level')
      const same = tries.at(-1)?.level === level
      if (same) continue
      tries.push({ level, acknowledged: await pressAt(at + 128, 'rating-pad', level) })
    }
  }

  const heard = (windowId: string, act: string) =>
    [...hall.pads.presses, ...hall.pads.refused].filter((one) => one.windowId === windowId && one.act === act)
      .length

  try {
    await Promise.all(Array.from({ length: windows }, (_, at) => workAt(at + 1)))
    const owed = [...given.values()].filter((tries) => tries.some(({ acknowledged }) => acknowledged)).length
    await until(() => hall.pads.ratings.length >= owed, 5000)
    await wait(samePressMs)
    const tallies = [...acts].map(([name, tally]) => {
      const [windowId = '', act = ''] = name.split(' ')
      return { ...tally, heard: heard(windowId, act) }
    })
    const counters = must(bridge.devices()[0], 'the line').counters
    return {
      presses,
      acknowledged: presses - unacknowledged,
      notAcknowledged: unacknowledged,
      resendsDropped: counters.doubles ?? 0,
      discardedBytes: counters.discardedBytes,
      reopened: counters.opened - 1,
      lost: tallies.reduce((sum, one) => sum + Math.max(0, one.acknowledged - one.heard), 0),
      refused: hall.pads.refused.length,
      doubled: tallies.reduce((sum, one) => sum + Math.max(0, one.heard - one.pressed), 0),
      ratings: hall.pads.ratings.length,
      wrongRatings: countWrong(given, hall.pads.ratings),
      seconds: Math.round((performance.now() - beganMs) / 1000),
    }
  } finally {
    await bridge.close()
    bus.stop()
    await port.close()
    await hall.close()
    rmSync(folder, { recursive: true })
  }
}

/** The first press that was acknowledged counts, or one before it that nobody acknowledged but that was heard. */
function countWrong(
  given: ReadonlyMap<string, readonly { level: string; acknowledged: boolean }[]>,
  ratings: readonly { ticketId: string; level: string }[],
): number {
  let wrong = ratings.filter(({ ticketId }) => !given.has(ticketId)).length
  for (const [ticketId, tries] of given) {
    const kept = ratings.filter((one) => one.ticketId === ticketId)
    const first = tries.findIndex(({ acknowledged }) => acknowledged)
    const allowed = tries.slice(0, first < 0 ? tries.length : first + 1).map(({ level }) => level)
    const right = kept.every(({ level }) => allowed.includes(level)) && kept.length <= 1
    if (!right || (first >= 0 && kept.length === 0)) wrong += 1
  }
  return wrong
}

async function until(is: () => boolean, limitMs = 60_000): Promise<void> {
  const beganMs = performance.now()
  while (!is() && performance.now() - beganMs < limitMs) await wait(3)
}

/** Mulberry32: the same seed gives the same faults. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
