import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClient } from '../contract/client.ts'
import { isPrefix } from '../core/queue/number.ts'
import { must } from '../core/result.ts'
import { staffRoles } from '../core/staff/role.ts'
import { type RunningHall, startHall } from '../hall/start.ts'
import { planReference, referenceSize } from '../simulate/reference/plan.ts'
import { type Spawned, spawnNode } from './support/spawn.ts'
import { aWorkingMorning } from './support/test-hall.ts'

const accountsShape = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      password: z.string(),
      roles: z.array(z.string()),
      windowId: z.string().optional(),
    }),
  ),
  terminals: z.array(
    z.object({ role: z.string(), name: z.string(), token: z.string(), windowId: z.string().nullable() }),
  ),
})

describe('npm run seed -- --reference', () => {
  const parent = mkdtempSync(join(tmpdir(), 'govhall-seed-'))
  const folder = join(parent, 'data')
  const seed = () => spawnNode(['build/seed.mjs', '--reference', '--data', folder, '--seed', '5', '--json'])
  let first: Spawned
  let hall: RunningHall
  beforeAll(async () => {
    first = seed()
    expect((await first.ended).code, first.stderr()).toBe(0)
    const started = await startHall({
      folder,
      port: 0,
      host: '127.0.0.1',
      pagesFolder: folder,
      log: pino({ level: 'silent' }),
      fresh: 'empty',
      clock: () => aWorkingMorning,
    })
    hall = must(started.ok ? started.value : null, 'a hall starts on the store')
  })
  afterAll(async () => {
    await hall.stop()
    rmSync(parent, { recursive: true, force: true })
  })

  const accounts = () => accountsShape.parse(JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')))
  const client = (token?: string) => createClient({ base: hall.url, ...(token ? { token } : {}) })
  const signIn = async (role: string) => {
    const { account, password } = must(
      accounts().accounts.find((one) => one.roles.includes(role)),
      role,
    )
    return client((await client()('signIn', { body: { account, password } })).token)
  }

  it('says what it made, shows progress, and keeps the secrets to their owner', () => {
    expect(JSON.parse(must(first.stdout().trim().split('\n').at(-1), 'a last line'))).toEqual(referenceSize)
    expect(first.stderr()).toContain('266/266')
    expect(statSync(join(folder, 'accounts.json')).mode & 0o777).toBe(0o600)
    expect(accounts().accounts).toHaveLength(266)
    expect(new Set(accounts().accounts.map(({ password }) => password)).size).toBe(266)
  })

  it('is a hall of six zones where every role can sign in and a ticket is served', async () => {
    expect((await client()('setUpState')).needed).toBe(false)
    expect(existsSync(join(folder, 'set-up-code.json'))).toBe(false)
    for (const role of staffRoles) await signIn(role)
    const kiosk = client(
      must(
        accounts().terminals.find(({ role }) => role === 'kiosk'),
        'a kiosk',
      ).token,
    )
    const overview = await kiosk('hall')
    expect(overview.zones).toHaveLength(6)
    expect(overview.departments).toHaveLength(33)
    expect(overview.windows).toHaveLength(199)
    const clerk = await signIn('staff')
    const { staff } = await clerk('whoAmI')
    const id = must(staff.windowId, 'a clerk has a window')
    const window = must(
      overview.windows.find((one) => one.id === id),
      'it is in the hall',
    )
    const { items } = await kiosk('items', { query: { limit: 1000 } })
    expect(items).toHaveLength(798)
    const item = must(
      items.find(({ queueId }) => queueId === window.queueIds[0]),
      'an item of the window',
    )
    const ticket = await kiosk('takeTicket', { body: { itemIds: [item.id] } })
    await clerk('openWindow', { params: { id } })
    expect((await clerk('callNext', { params: { id } }))?.number).toBe(ticket.number)
    const auditor = await signIn('auditor')
    expect((await auditor('journalCheck')).intact).toBe(true)
  })

  it('refuses a store that holds a hall, running or not, with one clear line', async () => {
    const lines = async () => {
      const again = seed()
      expect((await again.ended).code).toBe(1)
      expect(again.stdout()).toBe('')
      return again.stderr().trim().split('\n')
    }
    expect(await lines()).toHaveLength(1)
    await hall.stop()
    expect(await lines()).toEqual([expect.stringContaining('已有大厅')])
    const started = await startHall({
      folder,
      port: 0,
      host: '127.0.0.1',
      pagesFolder: folder,
      log: pino({ level: 'silent' }),
      fresh: 'empty',
    })
    hall = must(started.ok ? started.value : null, 'the hall is as it was')
    await signIn('director')
  })
})

describe('the plan of the reference hall', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planReference(1)).toEqual(planReference(1))
    expect(planReference(1).items).not.toEqual(planReference(2).items)
    expect(planReference(1).people).not.toEqual(planReference(2).people)
  })

  it('has queues in every department, windows that serve them, and nothing twice', () => {
    const { queues, windows, items, people } = planReference(3)
    const once = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length)
    once(queues.map(({ prefix }) => prefix))
    once(items.map(({ code }) => code))
    once(items.map(({ name, department }) => `${department} ${name}`))
    once(people.map(({ account }) => account))
    expect(queues.every(({ prefix }) => isPrefix(prefix))).toBe(true)
    for (const { prefix } of queues)
      expect(windows.filter(({ serves }) => serves.includes(prefix)).length, prefix).toBeGreaterThanOrEqual(2)
    const asked = new Set(items.map(({ department, queue }) => `${department} ${queue}`))
    for (const { department, name } of queues) expect(asked, name).toContain(`${department} ${name}`)
    expect(people.filter(({ role }) => role === 'leader')).toHaveLength(6)
    for (const role of ['supervisor', 'director', 'operator', 'administrator', 'auditor'])
      expect(
        people.filter((one) => one.role === role),
        role,
      ).toHaveLength(1)
  })
})
