import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'

const established = '01'

/**
 * Bytes that were handed to the kernel and that the other end has not acknowledged, as `/proc/net/tcp` counts them; null
 * where it does not tell. Node has no option for a time limit on them (`TCP_USER_TIMEOUT`), and keep-alive is silent as
 * long as there are any: a peer that lost its power looks connected until the system gives up, which takes minutes.
 */
export async function unacknowledgedBytes({ localPort, remotePort }: Socket): Promise<number | null> {
  if (localPort === undefined || remotePort === undefined) return null
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'latin1').catch(() => '')
    for (const row of text.split('\n')) {
      const [, local = '', remote = '', state, queues = ''] = row.trim().split(/\s+/)
      if (state !== established || portOf(local) !== localPort || portOf(remote) !== remotePort) continue
      return Number.parseInt(queues, 16)
    }
  }
  return null
}

/** Of an address as the table has it: `0100007F:1F90`. */
function portOf(address: string): number {
  return Number.parseInt(address.slice(address.indexOf(':') + 1), 16)
}
