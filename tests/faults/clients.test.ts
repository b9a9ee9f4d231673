import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { spawnNode } from '../support/spawn.ts'
import {
  type Bare,
  bare,
  listeners,
  manyBare,
  memoryOf,
  type OthersWait,
  othersWait,
  type Place,
} from './support/clients.ts'
import { clientsOf, type HallLine, readHallLine, terminalToken } from './support/day-of-work.ts'

/**
 * Clients that are slow, dead or rude. Real: the hall in a process of its own, its memory as the kernel counts it,
 * every connection. How long others wait is held against how long they wait at the same time in another hall on the
 * same machine, at which nobody misbehaves: what else the machine does slows both.
 */
let folder: string
let hall: HallLine
let ended: Promise<unknown>
let kiosk: Client
let queueId: string
let clerk: Client
let window: { id: string }
/** The hall's memory before anybody misbehaved. */
let usualMiB: number

/** The hall at which clients misbehave. */
let here: Place
/** The hall at which nobody misbehaves. */
let calm: Place
let endCalm: () => Promise<void>

/** Others may wait so much longer: a hall that was held up would be slower by far more. */
const patience = 6
const growthMiB = 64

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-clients-'))
  const spawned = spawnNode(['tests/support/hall-process.ts', join(folder, 'data')])
  ended = spawned.ended
  hall = readHallLine(await spawned.firstLine)
  const clients = await clientsOf(hall)
  ;({ kiosk, queueId, clerk, window } = clients)
  here = placeAt(hall, clients)
  const other = spawnNode(['tests/support/hall-process.ts', join(folder, 'calm')])
  const calmHall = readHallLine(await other.firstLine)
  calm = placeAt(calmHall, await clientsOf(calmHall))
  endCalm = async () => {
    process.kill(calmHall.pid, 'SIGKILL')
    await other.ended
  }
  // Warm: what a process takes in its first minutes is nobody's misbehaviour.
  await press(3000)
  await press(3000, calm)
  usualMiB = memoryOf(hall.pid)
})
afterAll(async () => {
  await endCalm()
  process.kill(hall.pid, 'SIGKILL')
  await ended
  rmSync(folder, { recursive: true, force: true })
})

function placeAt(line: HallLine, { kiosk, queueId }: Pick<Place, 'kiosk' | 'queueId'>): Place {
  return { url: line.url, screenToken: terminalToken(line, 'display'), kiosk, queueId }
}

async function press(times: number, at = here): Promise<void> {
  const atOnce = 16
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let count = 0; count < times / atOnce; count += 1)
        await at.kiosk('takeTicket', { body: { queueId: at.queueId } })
    }),
  )
}

const asks = (path: string, token: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: ${new URL(hall.url).host}\r\nAuthorization: Bearer ${token}\r\n${more}`

/** Waits of less than this many milliseconds are as good as none. */
const noWaitMs = 2
/** A machine that is busy with something else is slow for a moment; a hall that is held up is slow in every round. */
const rounds = 3

/** Whoever presses and whoever watches waits as in the other hall, in the middle and in the slowest tenth. */
async function othersDoNotNotice(): Promise<void> {
  const times = (now: OthersWait, usual: OthersWait) =>
    Math.max(
      ...(['answered', 'answeredSlowly', 'shown', 'shownSlowly'] as const).map(
        (name) => now[name] / Math.max(usual[name], noWaitMs),
      ),
    )
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds && least >= patience; round += 1) {
    const usual = await othersWait(calm)
    least = Math.min(least, times(await othersWait(here), usual))
  }
  expect(least, 'times as long as in the other hall').toBeLessThan(patience)
  expect(memoryOf(hall.pid) - usualMiB).toBeLessThan(growthMiB)
}

async function untilAllEnded(connections: readonly Bare[], withinMs: number): Promise<void> {
  const all = Promise.all(connections.map(({ ended: end }) => end)).then(() => true)
  const given = await Promise.race([all, sleep(withinMs, false)])
  expect(given, 'the hall should have let all of them go').toBe(true)
}

it('screens that never read are let go before they cost memory, and the one that reads misses nothing', async () => {
  const token = terminalToken(hall, 'display')
  const dead = await manyBare(hall.url, 50)
  for (const { socket } of dead) {
    socket.pause()
    socket.write(asks('/api/v1/stream?topics=queues', token, '\r\n'))
  }
  const good = await bare(hall.url)
  good.socket.write(asks('/api/v1/stream?topics=queues', token, '\r\n'))
  while ((await listeners(hall.url)) < 51) await sleep(20)
  let pressed = 0
  while ((await listeners(hall.url)) > 1) {
    expect(pressed, 'the hall should have let them go').toBeLessThan(60_000)
    await press(2000)
    pressed += 2000
    expect(memoryOf(hall.pid) - usualMiB).toBeLessThan(growthMiB)
  }
  expect(await listeners(hall.url)).toBe(1)
  const { seq } = await kiosk('queues', {})
  while (!good.text().includes(`:${seq}\n`)) await sleep(10)
  const heard = [...good.text().matchAll(/^event: ticket-issued$/gm)].length
  expect(heard).toBe(pressed)
  good.socket.destroy()
  for (const { socket } of dead) socket.destroy()
  await othersDoNotNotice()
}, 300_000)

it('2,000 idle connections, slow requests and half of a request cost nothing, and are let go', async () => {
  const token = terminalToken(hall, 'spare')
  const idle = await manyBare(hall.url, 2000)
  await othersDoNotNotice()
  // A header that comes letter by letter, a body that does, and a request that ends in its middle.
  const slow = await manyBare(hall.url, 200)
  const body = asks('/api/v1/tickets', token, 'Content-Type: application/json\r\nContent-Length: 60\r\n\r\n')
  for (const [index, { socket }] of slow.entries())
    socket.write(index % 2 === 0 ? asks('/api/v1/queues', token) : body.replace('GET', 'POST'))
  const letters = setInterval(() => {
    for (const { socket } of slow) if (!socket.destroyed) socket.write('x')
  }, 1000)
  const cutOff = await manyBare(hall.url, 300)
  for (const { socket } of cutOff) socket.end(asks('/api/v1/queues', token))
  await othersDoNotNotice()
  await untilAllEnded(cutOff, 40_000)
  await untilAllEnded(idle, 40_000)
  await untilAllEnded(slow, 60_000)
  clearInterval(letters)
  await othersDoNotNotice()
}, 240_000)

it('a kiosk that repeats its request a thousand times has one ticket, and the same answer each time', async () => {
  const before = await kiosk('queues', {})
  const waiting = (queues: typeof before) => queues.queues.find(({ id }) => id === queueId)?.waiting ?? 0
  const answers = new Set<string>()
  for (let round = 0; round < 20; round += 1) {
    const same = await Promise.all(
      Array.from({ length: 50 }, () =>
        kiosk('takeTicket', { body: { queueId } }, { idempotencyKey: 'one press' }),
      ),
    )
    for (const { id, number } of same) answers.add(`${id} ${number}`)
  }
  expect(answers.size).toBe(1)
  expect(waiting(await kiosk('queues', {})) - waiting(before)).toBe(1)
  await othersDoNotNotice()
})

/** A body much larger than any that the hall takes. */
const hugeBody = 100 * 1024 * 1024
const pieceBytes = 65_536

/** The head of a request with a large body. */
const posts = (headers: readonly string[]) =>
  [
    'POST /api/v1/tickets HTTP/1.1',
    `Host: ${new URL(hall.url).host}`,
    'Content-Type: application/json',
    ...headers,
  ]
    .join('\r\n')
    .concat('\r\n\r\n')

const chunk = `${pieceBytes.toString(16)}\r\n${' '.repeat(pieceBytes)}\r\n`

/** Waits for an answer while nothing more is sent: the hall cannot be waiting for the rest. */
async function answerTo(sent: string): Promise<{ status: number; code: string }> {
  const { socket, text } = await bare(hall.url)
  socket.write(sent)
  let found: RegExpExecArray | null = null
  while (found === null && !socket.destroyed) {
    await sleep(5)
    found = /^HTTP\/1\.1 (\d{3}) [\s\S]*"code":"([^"]+)"/.exec(text())
  }
  socket.destroy()
  return { status: Number(found?.[1]), code: found?.[2] ?? '' }
}

it('a body of 100 MB is refused at its beginning, and told so', async () => {
  const known = `Authorization: Bearer ${terminalToken(hall, 'spare')}`
  const length = `Content-Length: ${hugeBody}`
  const tooLarge = { status: 413, code: 'too-large' }
  // A length that is named is refused before the body; one that is not named, as soon as it is too much.
  expect(await answerTo(posts([known, length]))).toEqual(tooLarge)
  expect(await answerTo(posts([known, 'Transfer-Encoding: chunked']) + chunk + chunk)).toEqual(tooLarge)
  expect(await answerTo(posts([length]))).toEqual({ status: 401, code: 'not-signed-in' })
})

it('whoever goes on sending 100 MB, whatever is answered, is hung up on and costs no memory', async () => {
  const known = `Authorization: Bearer ${terminalToken(hall, 'spare')}`
  for (const [head, piece] of [
    [posts([known, `Content-Length: ${hugeBody}`]), ' '.repeat(pieceBytes)],
    [posts([known, 'Transfer-Encoding: chunked']), chunk],
  ] as const) {
    const rude = await bare(hall.url)
    const { socket, ended } = rude
    socket.write(head)
    for (let sent = 0; sent < hugeBody && !socket.destroyed; sent += pieceBytes)
      if (!socket.write(piece))
        await Promise.race([new Promise<void>((resolve) => socket.once('drain', resolve)), ended])
    await untilAllEnded([rude], 10_000)
    expect(memoryOf(hall.pid) - usualMiB).toBeLessThan(growthMiB)
  }
  await othersDoNotNotice()
})

it('an operator whose sign-in has ended while a file of 7 MB is sent is told so, and not cut off', async () => {
  // Once: what is thrown away lies in memory until the next collection, and the memory is looked at below.
  const answer = await fetch(`${hall.url}/api/v1/registries/windows/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: Buffer.alloc(7_000_000, ' '),
  })
  expect({ status: answer.status, ...(await answer.json()) }).toMatchObject({
    status: 401,
    code: 'not-signed-in',
  })
})

it('and the hall is as it was: a window serves, and memory is where it was', async () => {
  await clerk('openWindow', { params: window })
  expect(await clerk('callNext', { params: window })).not.toBeNull()
  await othersDoNotNotice()
})
