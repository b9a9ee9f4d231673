import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { startHall } from '../../hall/start.ts'
import { startTestHall } from '../support/test-hall.ts'

/** A store and the key that sealed what it holds. Real: the hall, its store, the files. */
let folder: string
const at = (name: string) => join(folder, name)
const secrets = () => at('hall/secrets.json')
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-keys-'))
  mkdirSync(at('hall'))
  const hall = await startTestHall({ folder: at('hall') })
  const kiosk = await hall.as('kiosk')
  await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  await hall.stop()
})
afterEach(() => {
  delete process.env['GOVHALL_KEY']
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a hall there; what keeps it from starting, or null. */
async function refusalAt(name: string, newKey = false): Promise<string | null> {
  const started = await startHall({
    folder: at(name),
    port: 0,
    host: '127.0.0.1',
    pagesFolder: at(name),
    log: pino({ level: 'silent' }),
    fresh: 'empty',
    newKey,
  })
  if (!started.ok) return started.problem.code
  await started.value.stop()
  return null
}

it('a store whose key is gone gets no new one: the hall says so until the key is back', async () => {
  copyFileSync(secrets(), at('kept.json'))
  rmSync(secrets())
  expect(await refusalAt('hall')).toBe('key-missing')
  expect(existsSync(secrets())).toBe(false)
  writeFileSync(secrets(), '{"key":')
  expect(await refusalAt('hall')).toBe('key-broken')
  copyFileSync(at('kept.json'), secrets())
  expect(await refusalAt('hall')).toBeNull()
})

it('a store that was brought here takes no other hall’s key', async () => {
  mkdirSync(at('restored'))
  copyFileSync(at('hall/hall.sqlite'), at('restored/hall.sqlite'))
  writeFileSync(at('restored/secrets.json'), JSON.stringify({ key: 'ab'.repeat(32) }))
  expect(await refusalAt('restored')).toBe('key-mismatch')
  expect(await refusalAt('restored'), 'nor the second time').toBe('key-mismatch')
  copyFileSync(secrets(), at('restored/secrets.json'))
  expect(await refusalAt('restored')).toBeNull()
})

it('a key of the environment is held to the same', async () => {
  process.env['GOVHALL_KEY'] = 'ab'
  expect(await refusalAt('hall')).toBe('key-broken')
  process.env['GOVHALL_KEY'] = 'ab'.repeat(32)
  expect(await refusalAt('hall')).toBe('key-mismatch')
  delete process.env['GOVHALL_KEY']
  expect(await refusalAt('hall')).toBeNull()
})

it('a key that is lost for good is replaced when the operator says so; the journal tells, and what it sealed stays shut', async () => {
  const first = await startTestHall({ folder: at('hall') })
  const windowId = first.windowId('1')
  const clerk = await first.as('account:w001')
  await clerk('openWindow', { params: { id: windowId } })
  const ticket = must(await clerk('callNext', { params: { id: windowId } }), 'somebody waits')
  for (const step of ['startService', 'finishService'] as const)
    await clerk(step, { params: { id: windowId }, body: { ticketId: ticket.id } })
  const pad = await first.as('pad:1')
  await pad('rateTicket', {
    params: { id: ticket.id },
    body: { level: 'dissatisfied', text: '等了一个小时', channel: 'pad' },
  })
  await first.stop()

  rmSync(secrets())
  expect(await refusalAt('hall')).toBe('key-missing')
  expect(await refusalAt('hall', true)).toBeNull()
  const made = readFileSync(secrets(), 'utf8')
  expect(await refusalAt('hall', true), 'a key that is there is kept').toBeNull()
  expect(readFileSync(secrets(), 'utf8')).toBe(made)

  const hall = await startTestHall({ folder: at('hall') })
  const auditor = await hall.as('auditor')
  expect((await auditor('journal', { query: { type: 'key-replaced' } })).entries).toHaveLength(1)
  const services = await (await hall.as('account:w001'))('windowServices', {
    params: { id: windowId },
  })
  expect(services.services[0]?.rating).toMatchObject({
    level: 'dissatisfied',
    text: expect.stringContaining('密钥已更换'),
  })
  await hall.stop()

  // Carried to another machine before anybody took a ticket: the newest one says nothing of the new key.
  mkdirSync(at('carried'))
  for (const name of ['hall.sqlite', 'secrets.json']) copyFileSync(at(`hall/${name}`), at(`carried/${name}`))
  expect(await refusalAt('carried')).toBeNull()
})
