import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { dockAnswer } from '../contract/dock.ts'
import { must } from '../core/result.ts'
import { type BridgeBench, type BridgeBenchOptions, setUpBridge } from './testing/bridge-bench.ts'

/** A bridge with simulated devices. Real: the bridge, its driver, the printer's port. A stand-in: the hall. */
const benches: BridgeBench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function bench(options: BridgeBenchOptions = {}): Promise<BridgeBench> {
  const made = await setUpBridge(options)
  benches.push(made)
  return made
}
const devices = [{ name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: { virtual: true } }]

describe('the dock of a bridge', () => {
  it('is not there unless the configuration says so', async () => {
    const on = await bench({ devices })
    for (const path of ['/dock/', '/api/v1/dock', '/api/v1/dock/stream'])
      expect((await on.call('GET', path)).status, path).toBe(404)
    expect((await on.call('POST', '/api/v1/dock/printer', { do: 'take-ticket' })).status).toBe(404)
  })

  it('shows a ticket that is taken, and what is done to the printer reaches the kiosk', async () => {
    const on = await bench({ devices, dock: true })
    await on.call('POST', '/api/v1/tickets', { queueId: 'queue-1' })
    await on.settled('ticket-001')
    const { devices: docked, page } = dockAnswer.parse((await on.call('GET', '/api/v1/dock')).json)
    const panel = must(docked[0], 'the printer').panel
    expect(page).toBe('/kiosk/')
    expect(panel.kind === 'ticket-printer' && panel.papers.map(({ svg }) => svg.includes('>A001<'))).toEqual([
      true,
    ])
    await on.call('POST', '/api/v1/dock/printer', { do: 'load-paper', mm: 0 })
    await on.call('POST', '/api/v1/tickets', { queueId: 'queue-1' })
    expect(await on.settled('ticket-002')).toEqual({ state: 'failed', reason: 'paper-out' })
    await on.call('POST', '/api/v1/dock/printer', { do: 'plug', cableIn: false })
    await expect.poll(() => on.bridge.devices()[0]?.state).toBe('absent')
  })

  it('shows no real device, and answers no page from elsewhere', async () => {
    const on = await bench({ dock: true })
    expect((await on.call('GET', '/api/v1/dock')).json).toEqual({ devices: [], page: '/kiosk/' })
    expect((await on.call('POST', '/api/v1/dock/printer', { do: 'take-ticket' })).status).toBe(404)
    const origin = { origin: 'http://elsewhere.example' }
    const foreign = await on.call('POST', '/api/v1/dock/printer', { do: 'take-ticket' }, origin)
    expect([foreign.status, foreign.json['code']]).toEqual([403, 'wrong-origin'])
  })

  it('has a page of its own beside the terminal’s', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pages-'))
    mkdirSync(join(folder, 'dock'))
    writeFileSync(join(folder, 'dock', 'index.html'), '<!doctype html><title>模拟台</title>')
    const on = await bench({ devices, dock: true, pagesFolder: folder })
    expect(await on.call('GET', '/dock/')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
    rmSync(folder, { recursive: true })
  })
})

it('tells Prometheus how each device is and what went over its cable', async () => {
  const on = await bench({ devices })
  await expect.poll(() => on.bridge.devices()[0]?.state).toBe('ready')
  const { text } = (await on.call('GET', '/metrics')).json
  expect(text).toContain('govhall_device_state{device="printer",kind="ticket-printer",state="ready"} 1')
  expect(text).toContain('govhall_device_state{device="printer",kind="ticket-printer",state="absent"} 0')
  expect(text).toMatch(/govhall_device_opened_total\{device="printer",kind="ticket-printer"\} \d/)
  expect(text).toContain('govhall_device_discarded_bytes_total{device="printer",kind="ticket-printer"} 0')
})

it('tells Prometheus of all paper a total that no new roll takes back, and of the roll what was used', async () => {
  const on = await bench({ devices, dock: true })
  await expect.poll(() => on.bridge.devices()[0]?.state).toBe('ready')
  await on.call('POST', '/api/v1/tickets', { queueId: 'queue-1' })
  expect(await on.settled('ticket-001')).toMatchObject({ state: 'printed' })
  const told = async () => {
    const { text } = (await on.call('GET', '/metrics')).json
    return ['paper_mm_total', 'roll_used_mm'].map((name) =>
      Number(
        new RegExp(`^govhall_device_${name}\\{device="printer",.*\\} (\\d+)$`, 'm').exec(String(text))?.[1],
      ),
    )
  }
  const [total = 0, used] = await told()
  expect(total).toBeGreaterThan(100)
  expect(used).toBe(total)
  await on.call('POST', '/api/v1/dock/printer', { do: 'load-paper', mm: 0 })
  await expect.poll(() => on.bridge.devices()[0]?.detail).toBe('paper-out')
  await on.call('POST', '/api/v1/dock/printer', { do: 'load-paper', mm: 80_000 })
  await expect.poll(() => on.bridge.devices()[0]?.state).toBe('ready')
  expect(await told()).toEqual([total, 0])
})
