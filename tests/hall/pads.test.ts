import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import type { PadPressInput } from '../../contract/routes/pad.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** A window that is worked by its call pad alone. Real: the hall, its store, HTTP. The terminal is the spare kiosk. */
let hall: TestHall
let kiosk: Client
let administrator: Client
let auditor: Client
let windowId: string
beforeAll(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  administrator = await hall.as('administrator')
  auditor = await hall.as('auditor')
  windowId = hall.windowId('1')
})
afterAll(() => hall.stop())

const staffAt = async (number: string) => {
  const { staff } = await administrator('staff')
  return must(
    staff.find((one) => one.windowId === hall.windowId(number) && one.roles.includes('staff')),
    `somebody at window ${number}`,
  )
}
const press = (input: PadPressInput, at = windowId) => kiosk('padPress', { params: { id: at }, body: input })
const signOn = (number: string, pin?: string, at = windowId) =>
  kiosk('padSignOn', { params: { id: at }, body: { number, ...(pin === undefined ? {} : { pin }) } })
const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })

beforeEach(async () => {
  const { id } = await staffAt('1')
  await administrator('savePadNumber', { params: { id }, body: { number: '0107', pin: null } })
})

describe('a whole day by the pad', () => {
  it('signs on, calls, recalls, serves, is rated, misses, holds, transfers, pauses and signs off', async () => {
    const person = await staffAt('1')
    const first = await take()
    const second = await take()
    const third = await take()
    expect(await refusedWith(press({ act: 'call' }))).toBe('nobody-at-pad')
    expect(await signOn('0107')).toMatchObject({ state: 'open', attended: true, waiting: 3, inHand: null })

    expect(await press({ act: 'call' })).toMatchObject({
      done: 'done',
      desk: { waiting: 2, inHand: { ticketId: first.id, number: first.number, state: 'called' } },
    })
    await press({ act: 'recall' })
    await press({ act: 'start', ticketId: first.id })
    const finished = await press({ act: 'finish', ticketId: first.id })
    expect(finished.desk).toMatchObject({ inHand: null, question: { ticketId: first.id } })
    await kiosk('rateTicket', { params: { id: first.id }, body: { level: 'satisfied', channel: 'pad' } })

    const { desks } = await kiosk('padDesks', { query: { windows: windowId } })
    expect(desks).toMatchObject([{ windowId, waiting: 2, question: null }])

    // A chosen ticket by its digits, missed, taken back, started, held, resumed and sent to another window.
    await press({ act: 'call', number: third.number.slice(1) })
    await press({ act: 'no-show', ticketId: third.id })
    expect((await press({ act: 'undo' })).desk.inHand).toMatchObject({ ticketId: third.id, state: 'called' })
    await press({ act: 'start' })
    expect((await press({ act: 'hold' })).desk.inHand).toBeNull()
    await press({ act: 'resume' })
    await press({ act: 'transfer', toWindow: '2' })
    expect(await press({ act: 'pause' })).toMatchObject({ desk: { state: 'paused', attended: true } })
    expect(await press({ act: 'call' })).toMatchObject({
      desk: { state: 'open', inHand: { ticketId: second.id } },
    })
    expect(await refusedWith(press({ act: 'sign-off' }))).toBe('ticket-in-hand')
    await press({ act: 'start' })
    await press({ act: 'transfer-to-queue', toQueue: 'B' })
    expect((await press({ act: 'call' })).done).toBe('nobody-waits')
    expect(await press({ act: 'sign-off' })).toMatchObject({ desk: { state: 'closed', attended: false } })
    expect(await refusedWith(press({ act: 'call' }))).toBe('nobody-at-pad')

    const { entries } = await auditor('journal', { query: { limit: 1000 } })
    const { terminal } = await kiosk('currentTerminal')
    const acts = entries.filter((one) => one.body['windowId'] === windowId && 'staffId' in one.body)
    const called = acts.filter(({ type }) => type === 'ticket-called')
    expect(called).toHaveLength(3)
    for (const one of acts.filter(({ type }) => type !== 'rating-given' && type !== 'staff-saved'))
      expect([one.type, one.actor, one.body['staffId']]).toEqual([
        one.type,
        `terminal:${terminal.id}`,
        person.id,
      ])
    expect(entries.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['staff-signed-in', 'staff-signed-out']),
    )
    // Ids and hashes have every four figures sooner or later.
    expect(JSON.stringify(entries).replaceAll(/[0-9a-f-]{32,}/g, '')).not.toContain('0107')
  })

  it('repeats nothing when the same press comes again with its key', async () => {
    await signOn('0107')
    const ticket = await take()
    const again = () =>
      kiosk('padPress', { params: { id: windowId }, body: { act: 'call' } }, { idempotencyKey: 'press-1' })
    expect((await again()).desk.inHand?.ticketId).toBe(ticket.id)
    expect((await again()).desk.inHand?.ticketId).toBe(ticket.id)
    const { calls } = await kiosk('ticket', { params: { id: ticket.id } })
    expect(calls).toBe(1)
    await press({ act: 'no-show' })
    await press({ act: 'sign-off' })
  })

  it('acts for whoever signed in by a page, until they sign out', async () => {
    const clerk = await hall.as(`account:${(await staffAt('1')).account}`)
    await clerk('openWindow', { params: { id: windowId } })
    const ticket = await take()
    expect((await press({ act: 'call' })).desk.inHand?.ticketId).toBe(ticket.id)
    await clerk('missTicket', { params: { id: windowId }, body: { ticketId: ticket.id } })
    // What the pad shows is no longer so: the key is refused and does nothing to another ticket.
    expect(await refusedWith(press({ act: 'start', ticketId: ticket.id }))).toBe('not-called')
    await clerk('closeWindow', { params: { id: windowId } })
  })
})

describe('who may sign on', () => {
  it('nobody with an unknown number, at another’s window, or from a terminal that does not carry the pad', async () => {
    expect(await refusedWith(signOn('999'))).toBe('wrong-credentials')
    expect(await refusedWith(signOn('0107', undefined, hall.windowId('2')))).toBe('not-permitted')
    // The demonstration's kiosk carries the pads of its first three windows.
    const elsewhere = { id: hall.windowId('7') }
    const kioskOfOne = await hallKiosk()
    expect(await refusedWith(kioskOfOne('padSignOn', { params: elsewhere, body: { number: '0107' } }))).toBe(
      'not-permitted',
    )
    expect(await refusedWith(kioskOfOne('padPress', { params: elsewhere, body: { act: 'call' } }))).toBe(
      'not-permitted',
    )
  })

  it('with a PIN only by the PIN; wrong ones lock the account, for the right one too, and time opens it', async () => {
    const { id } = await staffAt('1')
    await administrator('savePadNumber', { params: { id }, body: { number: '0107', pin: '4711' } })
    expect(await refusedWith(signOn('0107'))).toBe('pin-needed')
    for (let wrong = 1; wrong < 5; wrong += 1)
      expect(await refusedWith(signOn('0107', '0000'))).toBe('wrong-credentials')
    expect(await refusedWith(signOn('0107', '0000'))).toBe('locked-out')
    expect(await refusedWith(signOn('0107', '4711'))).toBe('locked-out')
    hall.advance(60 * 60_000)
    expect(await signOn('0107', '4711')).toMatchObject({ attended: true })
    await press({ act: 'sign-off' })
  })

  it('two people never have one number, and a number that was taken away opens nothing', async () => {
    const other = await staffAt('2')
    expect(
      await refusedWith(
        administrator('savePadNumber', { params: { id: other.id }, body: { number: '0107' } }),
      ),
    ).toBe('already-exists')
    const { id } = await staffAt('1')
    await administrator('savePadNumber', { params: { id }, body: { number: null } })
    expect(await refusedWith(signOn('0107'))).toBe('wrong-credentials')
  })

  it('a sign-on ends with the account, with its hours, and with the day', async () => {
    const { id } = await staffAt('1')
    await signOn('0107')
    hall.advance(25 * 3_600_000)
    expect(await refusedWith(press({ act: 'call' }))).toBe('nobody-at-pad')
    administrator = await signedInAnew('administrator')
    await signOn('0107')
    await administrator('saveStaff', { params: { id }, body: { active: false } })
    expect(await refusedWith(press({ act: 'call' }))).toBe('nobody-at-pad')
    await administrator('saveStaff', { params: { id }, body: { active: true } })
    await signOn('0107')
    await (await signedInAnew('operator'))('endDay')
    expect(await refusedWith(press({ act: 'call' }))).toBe('nobody-at-pad')
  })

  it('survives a restart of the hall', async () => {
    await signOn('0107')
    await hall.restart()
    kiosk = hall.client(await hall.token('kiosk'))
    expect((await press({ act: 'call' })).done).toBe('nobody-waits')
  })
})

/** A session of now: those of before the clock was moved have run out. */
async function signedInAnew(role: 'administrator' | 'operator'): Promise<Client> {
  const one = must(
    hall.running.demonstration?.accounts.find(({ roles }) => roles.includes(role)),
    role,
  )
  const { account, password } = one
  return hall.client((await hall.client(null)('signIn', { body: { account, password } })).token)
}

/** The demonstration's own kiosk, which carries no pads. */
async function hallKiosk(): Promise<Client> {
  const own = must(
    hall.running.demonstration?.terminals.find((one) => one.role === 'kiosk' && one.name !== 'spare'),
    'the kiosk',
  )
  return hall.client(own.token)
}
