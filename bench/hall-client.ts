import { Pool } from 'undici'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'

/** Asks a hall with many connections at once, as its clients do: each request with a key of its own. */
export class HallClient {
  readonly #pool: Pool

  constructor(url: string, connections: number) {
    this.#pool = new Pool(url, { connections, keepAliveTimeout: 60_000 })
  }

  /** Sends a command and gives its answer's text; throws for a status that is no success. */
  send(token: string, path: string, body: unknown): Promise<string> {
    const request = {
      method: 'POST',
      path: `/api/v1${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': uuidv7(),
      },
      body: JSON.stringify(body),
    } as const
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      let status = 0
      // The plainest way to ask: a stream for each answer costs the clients nearly as much as a ticket costs the hall,
      // and both have the same two processors.
      this.#pool.dispatch(request, {
        onRequestStart() {},
        onResponseStart(_controller, statusCode) {
          status = statusCode
        },
        onResponseData(_controller, part) {
          parts.push(part)
        },
        onResponseEnd() {
          const text = Buffer.concat(parts).toString()
          if (status < 300) resolve(text)
          else reject(new Error(`${path} was answered ${status}: ${text}`))
        },
        onResponseError(_controller, error) {
          reject(error)
        },
      })
    })
  }

  /** Sends a command about a ticket and gives the ticket's id; null when nobody waits. */
  async ticket(token: string, path: string, body: unknown): Promise<string | null> {
    const text = await this.send(token, path, body)
    return text === '' ? null : answeredTicket.parse(JSON.parse(text)).id
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}

const answeredTicket = z.object({ id: z.string() })
