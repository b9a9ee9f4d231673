import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BridgeStore, openBridgeStore } from '../store.ts'
import { type FakeHall, startFakeHall } from '../testing/fake-hall.ts'
import { type HallLink, linkToHall } from './hall-link.ts'
import { HallReports } from './reports.ts'

let folder = ''
let hall: FakeHall
let store: BridgeStore
let link: HallLink
let reports: HallReports

function open(): BridgeStore {
  const opened = openBridgeStore(folder)
  if (!opened.ok) throw new Error(opened.problem)
  return opened.value
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'))
  hall = await startFakeHall()
  store = open()
  link = linkToHall({ hall: hall.url, token: hall.token, caCertificate: null })
  reports = new HallReports(store.db, link.call, pino({ level: 'silent' }))
})
afterEach(async () => {
  await reports.stop()
  await link.close()
  store.close()
  await hall.close()
  rmSync(folder, { recursive: true })
})
const row = (detail: string) => ({
  name: 'printer',
  kind: 'ticket-printer',
  driver: 'escpos',
  state: 'fault' as const,
  detail,
  place: 'tcp 127.0.0.1:9100',
  counters: { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, opened: 0 },
  faults: [],
  since: '2026-11-23T06:05:00Z',
})

describe('what the hall must learn', () => {
  it('goes on past a report that the hall refuses', async () => {
    reports.print('refused', { state: 'printed' })
    reports.print('ticket-001', { state: 'failed', reason: 'paper-out' })
    reports.start()
    await hall.reported('print ticket-001 failed/paper-out')
    expect(hall.reports).toEqual(['print ticket-001 failed/paper-out'])
  })

  it('outlives the process, in order, and tells only the newest state of a device', async () => {
    reports.device(row('cover-open'))
    reports.print('ticket-001', { state: 'unknown', reason: null })
    reports.device(row('paper-out'))
    store.close()
    store = open()
    reports = new HallReports(store.db, link.call, pino({ level: 'silent' }))
    reports.start()
    await hall.reported('device printer fault/paper-out')
    expect(hall.reports).toEqual(['print ticket-001 unknown/', 'device printer fault/paper-out'])
  })
})

it('what waits of a device that is no longer configured is not told', async () => {
  reports.device(row('cover-open'))
  reports.device({ ...row('paper-out'), name: 'printer-1' })
  reports.print('ticket-001', { state: 'printed' })
  reports.keepOnly(['printer-1'])
  reports.start()
  await hall.reported('print ticket-001 printed/')
  expect(hall.reports).toEqual(['device printer-1 fault/paper-out', 'print ticket-001 printed/'])
})

describe('the bridge’s store', () => {
  it('is refused while another bridge holds it, and free when that is gone', () => {
    expect(openBridgeStore(folder)).toEqual({
      ok: false,
      problem: expect.stringContaining('已有终端服务在运行'),
    })
    store.close()
    store = open()
  })

  it('from a newer version is left alone, and a folder that cannot be is named', () => {
    store.close()
    const db = new Database(join(folder, 'bridge.sqlite'))
    const version = Number(db.pragma('user_version', { simple: true }))
    db.pragma('user_version = 99')
    db.close()
    expect(openBridgeStore(folder)).toEqual({ ok: false, problem: expect.stringContaining('更新的版本') })
    const again = new Database(join(folder, 'bridge.sqlite'))
    again.pragma(`user_version = ${version}`)
    again.close()
    store = open()
    for (const place of [join(folder, 'bridge.sqlite', 'below'), '/proc/none/below'])
      expect(openBridgeStore(place)).toEqual({ ok: false, problem: expect.stringContaining('无法写入') })
  })
})
