import { loopbackHosts } from '../web/guard.ts'
import { isLoopback, machineNames, reachable, urlHost } from './addresses.ts'

/** How a hall is reached: the address that it tells, and the names under which it may be asked. */
export class Reach {
  readonly #host: string
  readonly #loopback: boolean
  #own: readonly string[] = []
  #hosts: ReadonlySet<string> = new Set()
  #baseUrl = ''

  /** `host` is what it listens on. */
  constructor(host: string) {
    this.#host = host
    this.#loopback = isLoopback(host)
  }

  /** Whether this machine alone reaches it; all others do over HTTPS. */
  get loopback(): boolean {
    return this.#loopback
  }

  /** Its address where none is set for the public; empty until it listens. */
  get baseUrl(): string {
    return this.#baseUrl
  }

  /** Names with port. Asked for with every request, and changed only by a start or the settings. */
  get hosts(): ReadonlySet<string> {
    return this.#hosts
  }

  /** The hall listens now. */
  listens(port: number): void {
    this.#own = this.#loopback
      ? [...loopbackHosts(port), `${this.#host}:${port}`]
      : machineNames(this.#host).map((name) =>
          name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`.toLowerCase(),
        )
    this.#baseUrl = this.#loopback
      ? `http://${urlHost(this.#host)}:${port}`
      : `https://${urlHost(reachable(this.#host))}:${port}`
  }

  /** The address under which phones reach the hall is one more name; null where there is none. */
  setPublicUrl(publicUrl: string | null): void {
    this.#hosts = new Set(publicUrl === null ? this.#own : [...this.#own, new URL(publicUrl).host])
  }
}
