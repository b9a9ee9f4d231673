import { z } from 'zod'
import { createClient } from '../../../contract/client.ts'
import { must } from '../../../core/result.ts'

const hallLine = z.object({
  url: z.string(),
  pid: z.number(),
  demonstration: z.object({
    accounts: z.array(
      z.object({ account: z.string(), password: z.string(), windowId: z.string().optional() }),
    ),
    terminals: z.array(z.object({ role: z.string(), name: z.string(), token: z.string() })),
  }),
})
export type HallLine = z.infer<typeof hallLine>

/** Reads what `tests/support/hall-process.ts` says when it is ready. */
export function readHallLine(line: string): HallLine {
  return hallLine.parse(JSON.parse(line))
}

/** The token of a terminal by its name or role. */
export function terminalToken(hall: HallLine, name: string): string {
  return must(
    hall.demonstration.terminals.find((one) => one.name === name || one.role === name),
    name,
  ).token
}

/** Clients of a demonstration hall: a kiosk with any number of devices, and the clerk of window 1. */
export async function clientsOf(hall: HallLine) {
  const kiosk = createClient({ base: hall.url, token: terminalToken(hall, 'spare') })
  const account = must(
    hall.demonstration.accounts.find((one) => one.account === 'w001'),
    'w001',
  )
  const { token } = await createClient({ base: hall.url })('signIn', {
    body: { account: account.account, password: account.password },
  })
  const queueId = must(
    (await kiosk('queues', {})).queues.find((queue) => queue.prefix === 'A'),
    'queue A',
  ).id
  return {
    kiosk,
    queueId,
    clerk: createClient({ base: hall.url, token }),
    window: { id: must(account.windowId, 'w001 has a window') },
  }
}

/** Some work that leaves tickets in every state: several press at kiosks while one window serves and is rated. */
export async function workAWhile(hall: HallLine, tickets: number, served: number): Promise<void> {
  const { kiosk, clerk, window, queueId } = await clientsOf(hall)
  await clerk('openWindow', { params: window })
  const presses = Array.from({ length: 4 }, async () => {
    for (let count = 0; count < tickets / 4; count += 1) await kiosk('takeTicket', { body: { queueId } })
  })
  const serve = async () => {
    for (let count = 0; count < served; ) {
      const called = await clerk('callNext', { params: window })
      if (!called) continue
      count += 1
      const at = { params: window, body: { ticketId: called.id } }
      await clerk('startService', at)
      await clerk('finishService', at)
      await kiosk('rateTicket', { params: { id: called.id }, body: { level: 'satisfied', channel: 'pad' } })
    }
  }
  await Promise.all([...presses, serve()])
}
