import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that Linux (32768 on), macOS and Windows (49152 on) give to whoever asks for any. */
const lowest = 20_000
const span = 10_000

/**
 * A port of this machine for somebody who goes away and comes back at the same address: free now, and no system gives
 * it meanwhile to another program that asks for any port, or to a connection that leaves.
 */
export async function portThatStaysFree(): Promise<number> {
  for (;;) {
    const port = lowest + randomInt(span)
    const probe = createServer().listen(port, '127.0.0.1')
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}
