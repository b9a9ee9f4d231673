import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

let hall: TestHall
let kiosk: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
})
afterEach(() => hall.stop())

const take = async () => {
  const ticket = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  return { id: ticket.id, secret: must(ticket.phoneUrl.split('#')[1], 'a secret') }
}
const numberBehind = async (secret: string) => (await hall.client(secret)('phoneTicket')).ticket.id
const hashOf = (id: string) =>
  must(
    hall.running.hall.db
      .prepare<[string], { hash: string }>('SELECT phone_hash AS hash FROM tickets WHERE id = ?')
      .get(id),
    'the ticket',
  ).hash

it('opens its own ticket, and nothing with a letter changed', async () => {
  const { id, secret } = await take()
  expect(await numberBehind(secret)).toBe(id)
  for (const place of [0, 12, secret.length - 1]) {
    const letter = secret[place] === 'A' ? 'B' : 'A'
    const other = secret.slice(0, place) + letter + secret.slice(place + 1)
    await expect(numberBehind(other), other).rejects.toThrow()
  }
  await expect(numberBehind(secret.slice(0, -1))).rejects.toThrow()
})

it('of tickets taken one after the other lie in order in the store, so that a day’s are together', async () => {
  const taken: string[] = []
  for (let turn = 0; turn < 5; turn += 1) taken.push(hashOf((await take()).id).slice(0, 12))
  expect(taken).toEqual(taken.toSorted())
})

it('on paper from before the secret told its time opens its ticket still, also when it is printed again', async () => {
  const { id, secret } = await take()
  const { db, cipher } = hall.running.hall
  const old = secret.slice(0, 22)
  db.prepare('UPDATE tickets SET phone_hash = ? WHERE id = ?').run(cipher.keyedHash('phone-ticket', old), id)
  expect(await numberBehind(old)).toBe(id)
  expect(await numberBehind(secret)).toBe(id)
})

it('whoever reads English is told the queue and the zone by their English names', async () => {
  const phone = hall.client(await hall.token('phone'))
  expect(await phone('phoneTicket')).toMatchObject({
    queueNameEn: 'Household and identity',
    zoneName: '一区 民生事务',
    zoneNameEn: 'Zone 1 Citizens',
  })
})
