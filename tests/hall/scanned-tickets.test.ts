import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, ProblemError } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** A ticket's QR code held to a kiosk's scanner. Real: the hall, its store, HTTP. */
let hall: TestHall
let kiosk: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
})
afterEach(() => hall.stop())

/** A ticket of another terminal than the one that scans it. */
async function takenElsewhere() {
  const token = must(
    must(hall.running.demonstration, 'a demonstration').terminals.find(
      (one) => one.role === 'kiosk' && one.name !== 'spare',
    ),
    'another kiosk',
  ).token
  const ticket = await hall.client(token)('takeTicket', { body: { queueId: hall.queueId('A') } })
  return { id: ticket.id, body: { secret: must(ticket.phoneUrl.split('#')[1], 'a secret') } }
}

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof ProblemError ? error.problem.code : error
}

it('shows the ticket of any kiosk to whoever holds its paper, and to nobody else', async () => {
  const { id, body } = await takenElsewhere()
  const held = await kiosk('scannedTicket', { body })
  expect(held.ticket).toMatchObject({ id, state: 'waiting' })
  expect(await codeOf(kiosk('ticket', { params: { id } }))).toBe('not-permitted')
  const wrong = body.secret.slice(0, -1) + (body.secret.endsWith('A') ? 'B' : 'A')
  expect(await codeOf(kiosk('scannedTicket', { body: { secret: wrong } }))).toBe('not-found')
  expect(await codeOf((await hall.as('pad'))('scannedTicket', { body }))).toBe('not-permitted')
})

it('is cancelled by its holder, once, and the journal says where', async () => {
  const { id, body } = await takenElsewhere()
  expect((await kiosk('cancelScanned', { body })).state).toBe('cancelled')
  expect(await codeOf(kiosk('cancelScanned', { body }))).toBe('not-waiting')
  const { entries } = await (await hall.as('auditor'))('journal', {
    query: { ticket: id, type: 'ticket-cancelled' },
  })
  expect(entries.map(({ body: of }) => of)).toMatchObject([{ ticketId: id, by: 'kiosk' }])
  expect(JSON.stringify(entries)).not.toContain(body.secret)
})

it('comes back into the line after a missed call, once', async () => {
  const { id, body } = await takenElsewhere()
  const clerk = await hall.as('account:w001')
  const window = { id: hall.windowId('1') }
  await clerk('openWindow', { params: window })
  await clerk('callNext', { params: window })
  await clerk('missTicket', { params: window, body: { ticketId: id } })
  expect((await kiosk('scannedTicket', { body })).ticket).toMatchObject({
    state: 'no-show',
    returnable: true,
  })
  expect((await kiosk('returnScanned', { body })).state).toBe('waiting')
  expect(await codeOf(kiosk('returnScanned', { body }))).toBe('not-no-show')
})
