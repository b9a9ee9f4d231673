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

/** How long others wait for an answer now: half of so many presses were answered within this many milliseconds. */
export async function pressMs(kiosk: Client, queueId: string, presses = 150): Promise<number> {
  const took: number[] = []
  for (let count = 0; count < presses; count += 1) {
    const begunMs = performance.now()
    await kiosk('takeTicket', { body: { queueId } })
    took.push(performance.now() - begunMs)
  }
  return took.sort((left, right) => left - right)[Math.floor(presses / 2)] ?? 0
}

/** Followers of the event stream, as the hall counts them. */
export async function listeners(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^govhall_stream_listeners (\d+)$/m.exec(metrics)?.[1])
}
