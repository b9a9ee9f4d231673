import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { StripText } from '../codec/strip-text.ts'
import type { SimulatedLedScreens } from '../simulator/led-screens.ts'
import { chanceFrom } from '../testing/chance.ts'
import { setUpLed } from '../testing/led-bench.ts'

export interface LedSoakOptions {
  /** Changes of what a window shows. */
  readonly count: number
  readonly seed: number
  readonly driver: 'onbon-bx5k' | 'a090' | 'aabb'
  readonly way: 'tcp' | 'serial'
}

/** What a soak found: an empty list of wrongs is a pass. */
export interface LedSoak {
  readonly changes: number
  readonly faults: Readonly<Record<string, number>>
  /** How often everything was right again, and how long that took at most after the last fault was mended. */
  readonly quietMoments: number
  readonly slowestMs: number
  /** Texts that screens took; fewer than changes, because what was overtaken is never sent. */
  readonly shown: number
  readonly opened: number
  readonly discardedBytes: number
  readonly retries: number
  readonly wrongs: readonly string[]
}

const addresses = [1, 2, 3, 4]
const wordings = ['请#号办理', '正在办理 #号', '#号', '暂停 #'] as const
const colours = ['red', 'green', 'yellow'] as const
/** After so many changes, more or less, all is mended and each screen must say what its window says. */
const quietEvery = 40
const quietLimitMs = 6000

/** Something that goes wrong at screens, and what mends it. */
type Fault = (device: SimulatedLedScreens, random: (below: number) => number) => () => void
const nothing = () => {}
const faults: Readonly<Record<string, Fault>> = {
  'cable pulled': (device) => {
    device.plug(false)
    return () => device.plug(true)
  },
  'power cut': (device) => {
    device.power(false)
    return () => device.power(true)
  },
  'power of one cut': (device, random) => {
    const address = addresses[random(addresses.length)] ?? 1
    device.powerOf(address, false)
    return () => device.powerOf(address, true)
  },
  'power cut in the middle of its words': (device, random) => {
    device.faults.powerFailsAfterBytes = random(30)
    return () => {
      device.faults.powerFailsAfterBytes = null
      device.power(true)
    }
  },
  garbage: (device, random) => {
    device.faults.noise = Uint8Array.from({ length: 1 + random(20) }, () => random(256))
    return nothing
  },
  'garbled answers': (device, random) => {
    device.faults.garbled = 1 + random(3)
    return nothing
  },
  'late answers': (device, random) => {
    device.faults.lateMs = 20 + random(400)
    return () => {
      device.faults.lateMs = 0
    }
  },
  silent: (device) => {
    device.faults.silent = true
    return () => {
      device.faults.silent = false
    }
  },
}

/**
 * Changes what four windows say, over a real line to simulated screens, while things go wrong at random and are mended
 * a moment later. At every quiet moment each screen must show what its window says, in its colour; and no screen may
 * ever go back to what its window said before.
 */
export async function soakLed({ count, seed, driver, way }: LedSoakOptions): Promise<LedSoak> {
  const folder = mkdtempSync(join(tmpdir(), 'led-soak-'))
  const chance = chanceFrom(seed)
  const random = (below: number) => Math.floor(chance() * below)
  const bench = await setUpLed({ driver, way, folder, addresses, columns: 20, bootMs: 30 })
  const { screens, simulator } = bench
  const wanted = new Map<number, StripText>()
  const wrongs: string[] = []
  const happened: Record<string, number> = {}
  const mends = new Set<() => void>()
  let [shown, slowestMs, quietMoments] = [0, 0, 0]

  function goWrong(): void {
    const names = Object.keys(faults)
    const name = names[random(names.length)] ?? ''
    happened[name] = (happened[name] ?? 0) + 1
    const mendIt = faults[name]?.(simulator, random) ?? nothing
    const timer = setTimeout(mend, random(250))
    function mend(): void {
      clearTimeout(timer)
      mends.delete(mend)
      mendIt()
    }
    mends.add(mend)
  }

  const unlike = (address: number) => {
    const text = wanted.get(address)
    if (text === undefined) return false
    return simulator.seen(address) !== text.lines[0] || simulator.colour(address) !== text.colour
  }

  async function quietMoment(): Promise<void> {
    for (const mend of [...mends]) mend()
    Object.assign(simulator.faults, { noise: null, garbled: 0 })
    const mendedAtMs = performance.now()
    const tookMs = () => performance.now() - mendedAtMs
    const isRight = () => !addresses.some(unlike) && screens.row().state === 'ready'
    while (!isRight() && tookMs() < quietLimitMs) await wait(3)
    quietMoments += 1
    slowestMs = Math.max(slowestMs, tookMs())
    for (const address of addresses)
      if (unlike(address))
        wrongs.push(
          `screen ${address} shows ${simulator.seen(address)}, not ${wanted.get(address)?.lines[0]}`,
        )
    if (!isRight()) wrongs.push(`the row is ${screens.row().state} ${screens.row().detail}`)
    takeNote()
  }

  /** What screens were told since the last time: what a window said later is never followed by what it said before. */
  function takeNote(): void {
    const told = simulator.told.splice(0)
    shown += told.length
    for (const one of told) {
      const [, address = '', turn = ''] = /^(\d+) \D*(\d+)/.exec(one) ?? []
      const before = last.get(address) ?? 0
      if (Number(turn) < before) wrongs.push(`screen ${address} went from ${before} back to ${turn}`)
      last.set(address, Number(turn))
    }
  }
  const last = new Map<string, number>()

  try {
    for (let turn = 1; turn <= count; turn += 1) {
      const address = addresses[random(addresses.length)] ?? 1
      const words = wordings[random(wordings.length)] ?? '#'
      const colour = colours[random(colours.length)] ?? 'red'
      const text: StripText = { lines: [words.replace('#', String(turn))], colour }
      wanted.set(address, text)
      screens.show(address, text)
      if (random(8) === 0) goWrong()
      if (random(3) === 0) await wait(random(30))
      if (turn % quietEvery === 0) await quietMoment()
    }
    await quietMoment()
    const { opened, discardedBytes, retries } = screens.row().counters
    return {
      changes: count,
      faults: happened,
      quietMoments,
      slowestMs: Math.round(slowestMs),
      shown,
      opened,
      discardedBytes,
      retries,
      wrongs,
    }
  } finally {
    await bench.close()
    rmSync(folder, { recursive: true })
  }
}
