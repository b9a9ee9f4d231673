import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import type { BridgeConfig } from '../../contract/bridge.ts'
import { type Client, createClient, ProblemError } from '../../contract/client.ts'
import { refusal, toProblem } from '../../contract/problems.ts'

/** A request to the hall as it travels. */
interface HallRequest {
  readonly method: string
  /** With its query, from `/api/v1` on. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | null
  readonly signal?: AbortSignal
  /** For a stream: between two pieces any time may pass that the signal allows. */
  readonly endless?: boolean
}

export interface HallAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
}

/** The one way from a terminal to its hall: every request carries the terminal's own token, and trusts its CA alone. */
export interface HallLink {
  readonly call: Client
  /** Throws ProblemError `hall-away` when the hall cannot be reached. */
  send(request: HallRequest): Promise<HallAnswer>
  close(): Promise<void>
}

const answerTimeoutMs = 10_000
/** The bridge's own questions: a ticket's words must be here while the citizen still waits for the paper. */
export const ownTimeoutMs = 4000

/** Opens the link; nothing is sent yet. */
export function linkToHall(config: Pick<BridgeConfig, 'hall' | 'token' | 'caCertificate'>): HallLink {
  const agent = new Agent({
    connect: { timeout: 3000, ...(config.caCertificate ? { ca: config.caCertificate } : {}) },
    headersTimeout: answerTimeoutMs,
  })
  const base = config.hall.replace(/\/$/, '')

  async function send(asked: HallRequest): Promise<HallAnswer> {
    try {
      const answer = await request(base + asked.path, {
        dispatcher: agent,
        method: asked.method,
        headers: { ...asked.headers, authorization: `Bearer ${config.token}` },
        bodyTimeout: asked.endless ? 0 : answerTimeoutMs,
        ...(asked.body ? { body: asked.body } : {}),
        ...(asked.signal ? { signal: asked.signal } : {}),
      })
      return { status: answer.statusCode, headers: answer.headers, body: answer.body }
    } catch (error) {
      if (asked.signal?.aborted) throw error
      throw away()
    }
  }

  const call = createClient({
    base: '',
    timeoutMs: ownTimeoutMs,
    async fetch(input, init) {
      const answer = await send({
        method: init?.method ?? 'GET',
        path: String(input),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: typeof init?.body === 'string' ? Buffer.from(init.body) : null,
        ...(init?.signal ? { signal: init.signal } : {}),
      })
      const empty = answer.status === 204 || answer.status === 304
      const bytes = await collect(answer.body)
      return new Response(empty ? null : bytes, { status: answer.status })
    },
  })
  return { call, send, close: () => agent.destroy() }
}

/** A whole answer's bytes. Throws ProblemError `hall-away` when the hall went in the middle of it. */
export async function collect(body: Readable): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  try {
    for await (const part of body) if (part instanceof Uint8Array) parts.push(part)
  } catch {
    throw away()
  }
  return Buffer.concat(parts)
}

function away(): ProblemError {
  const of = refusal('hall-away', '暂时连不上大厅服务，请稍候；急事请找工作人员。', { retryAfterSeconds: 2 })
  return new ProblemError(toProblem(of))
}
