import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
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
async function refusalAt(name: string): Promise<string | null> {
  const started = await startHall({
    folder: at(name),
    port: 0,
    host: '127.0.0.1',
    pagesFolder: at(name),
    log: pino({ level: 'silent' }),
    fresh: 'empty',
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
