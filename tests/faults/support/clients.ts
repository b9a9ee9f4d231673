import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import type { Client } from '../../../contract/client.ts'

/** Resident memory of a process, in MiB. */
export function memoryOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) / 1024
}

/** A bare connection, and what came back on it. */
export interface Bare {
  readonly socket: Socket
  text(): string
  /** Resolves when the other side, or an error, has ended it. */
  readonly ended: Promise<void>
}

/** Opens a connection and sends nothing. */
export function bare(url: string): Promise<Bare> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) })
    let text = ''
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part
    })
    const ended = new Promise<void>((end) => socket.once('close', () => end()))
    socket.once('error', reject)
    socket.once('connect', () => {
      // From here on an error is the other side's way to end it.
      socket.removeListener('error', reject).on('error', () => undefined)
      resolve({ socket, text: () => text, ended })
    })
  })
}

/** Opens many connections. */
export async function manyBare(url: string, count: number): Promise<Bare[]> {
  const all: Bare[] = []
  while (all.length < count)
    all.push(
      ...(await Promise.all(Array.from({ length: Math.min(100, count - all.length) }, () => bare(url)))),
    )
  return all
}

/** How long others wait, in milliseconds: until a press is answered, and until a screen shows it; the middle and the slowest tenth. */
export interface OthersWait {
  readonly answered: number
  readonly answeredSlowly: number
  readonly shown: number
  readonly shownSlowly: number
}

/** Where others press and watch. */
export interface Place {
  readonly url: string
  readonly screenToken: string
  readonly kiosk: Client
  readonly queueId: string
}

/** Somebody presses at a kiosk, one press after the other, while a well-behaved screen follows the stream. */
export async function othersWait(
  { url, screenToken, kiosk, queueId }: Place,
  presses = 150,
): Promise<OthersWait> {
  const screen = await watch(url, screenToken)
  const answered: number[] = []
  const shown: number[] = []
  try {
    for (let count = 0; count < presses; count += 1) {
      const begunMs = performance.now()
      const { id } = await kiosk('takeTicket', { body: { queueId } })
      answered.push(performance.now() - begunMs)
      shown.push((await screen.shownAt(id)) - begunMs)
    }
  } finally {
    screen.end()
  }
  const at = (took: number[], share: number) =>
    took.toSorted((left, right) => left - right)[Math.floor(took.length * share)] ?? 0
  return {
    answered: at(answered, 0.5),
    answeredSlowly: at(answered, 0.9),
    shown: at(shown, 0.5),
    shownSlowly: at(shown, 0.9),
  }
}

/** A screen that reads all it is told, and when it was told of which ticket. */
async function watch(url: string, token: string) {
  const { socket } = await bare(url)
  const shown = new Map<string, number>()
  const waiting = new Map<string, (atMs: number) => void>()
  let line = ''
  let began = () => {}
  const begun = new Promise<void>((resolve) => {
    began = resolve
  })
  socket.on('data', (part: string) => {
    const nowMs = performance.now()
    const lines = (line + part).split('\n')
    line = lines.pop() ?? ''
    for (const one of lines) {
      if (one.startsWith('event: heartbeat')) began()
      const ticketId = /^data: .*"ticketId":"([^"]+)"/.exec(one)?.[1]
      if (ticketId === undefined) continue
      shown.set(ticketId, nowMs)
      waiting.get(ticketId)?.(nowMs)
    }
  })
  const { host } = new URL(url)
  socket.write(
    `GET /api/v1/stream?topics=queues HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  )
  await begun
  return {
    shownAt: (ticketId: string) =>
      new Promise<number>((resolve) => {
        const atMs = shown.get(ticketId)
        if (atMs === undefined) waiting.set(ticketId, resolve)
        else resolve(atMs)
      }),
    end: () => socket.destroy(),
  }
}

/** Followers of the event stream, as the hall counts them. */
export async function listeners(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^govhall_stream_listeners (\d+)$/m.exec(metrics)?.[1])
}
