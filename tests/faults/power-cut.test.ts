import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chanceFrom } from '../../simulate/reference/chance.ts'
import { readHallLine, terminalToken, workAWhile } from './support/day-of-work.ts'
import { Disk, type Fate } from './support/disk.ts'
import { cannotRecord, readRecording, type SystemCall, spawnRecorded } from './support/recording.ts'
import { Told } from './support/told.ts'

/**
 * A kill leaves the system's memory as it was; a power cut takes with it whatever was not synced. Here every
 * write, sync and answer of a real hall is recorded by strace and played back onto a disk that keeps only what it
 * must: after each answer the power goes, the store is opened again, and whatever anybody was told has to be in it.
 */
const hindrance = cannotRecord()
if (hindrance !== null) process.stderr.write(`the power cut cannot be tried here: ${hindrance}\n`)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-power-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a hall from nothing through some work and gives all that it asked of the system. */
async function recordWork(
  work: { tickets: number; served: number },
  env: Record<string, string> = {},
): Promise<SystemCall[]> {
  const file = join(folder, 'calls.txt')
  const data = join(folder, 'disk', 'made', 'data')
  const child = spawnRecorded(['tests/support/hall-process.ts', data], file, env)
  const ended = new Promise((resolve) => child.once('close', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then(() => reject(new Error('the recorded hall ended before it was ready')))
  })
  const hall = readHallLine(line)
  try {
    const stop = new AbortController()
    const stream = await fetch(`${hall.url}/api/v1/stream?topics=calls,queues,windows,ratings`, {
      headers: { authorization: `Bearer ${terminalToken(hall, 'display')}` },
      signal: stop.signal,
    })
    // A display that reads: what it was told counts as told.
    const reading = stream.text().catch(() => undefined)
    await workAWhile(hall, work.tickets, work.served)
    stop.abort()
    await reading
  } finally {
    process.kill(hall.pid, 'SIGKILL')
    await ended
  }
  return readRecording(file, join(folder, 'disk'))
}

interface Examined {
  answers: number
  cuts: number
  checkpoints: number
  faults: string[]
}

/** Cuts the power after answers (every `each`-th, and at `between` random instants) and looks at what is left. */
function cutAgainAndAgain(
  calls: readonly SystemCall[],
  options: { each: number; between: number; seed: number },
): Examined {
  const root = join(folder, 'disk')
  const disk = new Disk(root)
  const told = new Told()
  const random = chanceFrom(options.seed)
  const found: Examined = { answers: 0, cuts: 0, checkpoints: 0, faults: [] }
  const cut = (fate: Fate, when: string) => {
    const into = join(folder, 'after')
    disk.layOut(into, fate, random)
    found.cuts += 1
    for (const fault of told.missingIn(join(into, 'made', 'data')))
      found.faults.push(`${when}, unsynced ${fate}: ${fault}`)
    rmSync(into, { recursive: true })
  }
  for (const [index, call] of calls.entries()) {
    disk.apply(call)
    if (call.kind === 'write' && call.path.endsWith('hall.sqlite')) found.checkpoints += 1
    const answered = call.kind === 'sent' && told.hear(call)
    const when = `after call ${index} (${told.answers} answers)`
    if (answered && told.answers % options.each === 0) {
      cut('lost', when)
      cut('torn', when)
      if (told.answers % (options.each * 4) === 0) cut('kept', when)
    } else if (told.demonstration !== null && random() < options.between / calls.length) cut('torn', when)
  }
  found.answers = told.answers
  return found
}

describe.skipIf(hindrance !== null)('the power goes', () => {
  it('and whatever was answered before is on the disk, whichever of the unsynced writes survived', async () => {
    const calls = await recordWork({ tickets: 240, served: 40 })
    const found = cutAgainAndAgain(calls, { each: 2, between: 60, seed: 1 })
    expect(found.faults).toEqual([])
    expect(found.answers).toBeGreaterThanOrEqual(400)
    expect(found.cuts).toBeGreaterThan(400)
    // The log was folded into the store in between: that moment was tried too.
    expect(found.checkpoints).toBeGreaterThan(100)
  }, 240_000)

  it.each(['NORMAL', 'OFF'])('and a store that syncs as %s is found out', async (synchronous) => {
    const calls = await recordWork({ tickets: 40, served: 8 }, { GOVHALL_TEST_SYNCHRONOUS: synchronous })
    const { faults } = cutAgainAndAgain(calls, { each: 10, between: 0, seed: 2 })
    expect(faults.some((fault) => /unsynced lost: ticket A\d+ is lost/.test(fault))).toBe(true)
  })
})
