import { afterEach, beforeEach } from 'vitest'
import type { CallOptions, Client } from '../../contract/client.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from './test-hall.ts'

/** The hall of the test that runs, and who is in it: the kiosk, and the clerks of the windows 1 and 2. */
export let hall: TestHall
export let kiosk: Client
export let one: Client
export let two: Client

/** Gives each test of a file a hall of its own, with the windows 1 and 2 open. */
export function openTwoWindows(): void {
  beforeEach(async () => {
    hall = await startTestHall()
    await enter()
    await one('openWindow', { params: w('1') })
    await two('openWindow', { params: w('2') })
  })
  afterEach(() => hall.stop())
}

/** The hall goes down and comes up again, at another address. */
export async function restart(): Promise<void> {
  await hall.restart()
  await enter()
}

async function enter(): Promise<void> {
  kiosk = await hall.as('kiosk')
  one = await hall.as('account:w001')
  two = await hall.as('account:w002')
}

/** A window by its number, as routes take it. */
export const w = (number: string) => ({ id: hall.windowId(number) })

export const take = (
  prefix = 'A',
  more: { class?: Ticket['class']; idNumber?: string } = {},
  how: CallOptions = {},
) => kiosk('takeTicket', { body: { queueId: hall.queueId(prefix), ...more } }, how)

/** Calls whoever is next; somebody waits. */
export const next = async (client = one, number = '1') =>
  must(await client('callNext', { params: w(number) }), 'somebody waits')

export const minutes = (count: number) => hall.advance(count * 60_000)
