import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SimulatedEscposPrinter } from './simulator/escpos-printer.ts'
import { openTcpPort, type SimulatedPort } from './simulator/tcp-port.ts'
import { type FakeHall, startFakeHall } from './testing/fake-hall.ts'

let folder = ''
let hall: FakeHall
let printer: SimulatedEscposPrinter
let port: SimulatedPort
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bridge-main-'))
  hall = await startFakeHall()
  // Slow enough that a process can die in the middle of a ticket.
  printer = new SimulatedEscposPrinter({ speedMmPerSecond: 100 })
  port = await openTcpPort(printer)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  printer.stop()
  await port.close()
  await hall.close()
  rmSync(folder, { recursive: true })
})

function configFile(changes: object = {}): string {
  const file = join(folder, 'bridge.json')
  const config = {
    hall: hall.url,
    token: hall.token,
    port: 0,
    data: 'data',
    role: 'kiosk',
    devices: [
      { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: { tcp: port.address } },
    ],
  }
  writeFileSync(file, JSON.stringify({ ...config, ...changes }))
  return file
}

function run(args: string[], ipc = false) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ipc ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  children.push(child)
  const errors: string[] = []
  child.stderr?.on('data', (text) => errors.push(String(text)))
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal, errors: errors.join('') }))
  return { child, ended }
}

async function started(file = configFile(), ipc = false) {
  const { child, ended } = run(['--config', file], ipc)
  if (!child.stdout) throw new Error('the child has a pipe for standard output')
  const lines: string[] = []
  const output = createInterface(child.stdout)
  output.on('line', (line) => lines.push(line))
  await Promise.race([once(output, 'line'), ended.then(({ errors }) => Promise.reject(new Error(errors)))])
  const ready = JSON.parse(lines[0] ?? '')
  const ask = async (method: string, path: string) => {
    const answer = await fetch(`${ready.url}/api/v1${path}`, {
      method,
      ...(method === 'POST'
        ? {
            headers: { 'content-type': 'application/json', 'idempotency-key': 'press-1' },
            body: '{"queueId":"q"}',
          }
        : {}),
    })
    return answer.json()
  }
  return { child, ended, ready, lines, ask }
}

describe('npm run bridge', () => {
  it('says on its first line where it is and how its devices are, and ends cleanly on SIGTERM and SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const bridge = await started()
      expect(bridge.ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      expect(bridge.ready.devices).toEqual([
        expect.objectContaining({ name: 'printer', state: 'ready', detail: '' }),
      ])
      bridge.child.kill(signal)
      expect((await bridge.ended).code).toBe(0)
      expect(bridge.lines).toHaveLength(1)
    }
  })

  it('ends when the program that started it is gone', async () => {
    const bridge = await started(configFile(), true)
    bridge.child.disconnect()
    expect((await bridge.ended).code).toBe(0)
  })

  it('says in one text what is wrong, and fails', async () => {
    const none = await run([]).ended
    expect([none.code, none.errors]).toEqual([1, expect.stringContaining('用法')])
    const faulty = await run(['--config', configFile({ port: -1 })]).ended
    expect([faulty.code, faulty.errors]).toEqual([1, expect.stringContaining('port：不能小于 0')])

    const running = await started()
    const second = await run(['--config', configFile()]).ended
    expect([second.code, second.errors]).toEqual([1, expect.stringContaining('已有终端服务在运行')])
    const taken = await run([
      '--config',
      configFile({ data: 'other', port: Number(new URL(running.ready.url).port) }),
    ]).ended
    expect([taken.code, taken.errors]).toEqual([1, expect.stringContaining('已被占用')])
  })

  it('killed in the middle of a ticket: after the restart it is unknown, and it is not printed again', async () => {
    const before = await started()
    const firstLine = new Promise<void>((resolve) => {
      const stop = printer.onPaper(() => {
        stop()
        resolve()
      })
    })
    expect((await before.ask('POST', '/tickets')).print.state).toBe('queued')
    await firstLine
    before.child.kill('SIGKILL')
    await before.ended

    const after = await started()
    expect((await after.ask('GET', '/tickets/ticket-001')).print).toEqual({ state: 'unknown', reason: null })
    await hall.reported('print ticket-001 unknown/')
    // The press repeated by the page is still the same press.
    expect((await after.ask('POST', '/tickets')).print).toEqual({ state: 'unknown', reason: null })
    expect(hall.issued.size).toBe(1)
    expect(printer.papers.length).toBeLessThanOrEqual(1)
    after.child.kill('SIGTERM')
    expect((await after.ended).code).toBe(0)
  })
})
