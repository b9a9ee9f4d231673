import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { deviceKinds } from '../contract/bridge.ts'
import { checkConfig, readConfig } from './config.ts'
import { makeDevices } from './registry.ts'

const printer = {
  name: 'printer',
  kind: 'ticket-printer',
  driver: 'escpos',
  transport: { tcp: '127.0.0.1:9100' },
}
const good = {
  hall: 'http://127.0.0.1:7300',
  token: 't',
  port: 0,
  data: 'd',
  role: 'kiosk',
  devices: [printer],
}

const faults = (config: unknown) => {
  const checked = checkConfig(config)
  return checked.ok ? [] : checked.problem.map(({ path, message }) => `${path}：${message}`)
}

describe('a configuration', () => {
  it('that is right is taken, with what it does not say', () => {
    const checked = checkConfig(good)
    expect(checked.ok && checked.value).toMatchObject({
      caCertificate: null,
      screenWidthMm: null,
      screenBottomMm: null,
      devices: [{ columns: 48, transport: { tcp: '127.0.0.1:9100' } }],
    })
  })

  it('names every fault by its path, not only the first', () => {
    expect(
      faults({
        hall: 'somewhere',
        port: 70_000,
        data: 'd',
        role: 'printer',
        colour: 'red',
        devices: [{ ...printer, transport: { tcp: 'nowhere' }, columns: 10 }],
      }),
    ).toEqual([
      'hall：须为网址，如 http://127.0.0.1:7300',
      'token：缺少这一项',
      'port：不能大于 65535',
      'role：须为 kiosk、pad、display 之一',
      'devices[0].transport.tcp：写作 主机:端口',
      'devices[0].columns：不能小于 24',
      'colour：没有这个设置',
    ])
  })

  it('names a transport that is none, a device that is none, and two of one name', () => {
    expect(faults({ ...good, devices: [{ ...printer, transport: { cable: 1 } }] })[0]).toMatch(
      /^devices\[0\]\.transport：须为/,
    )
    expect(faults({ ...good, devices: [{ ...printer, kind: 'toaster' }] })).toEqual([
      `devices[0].kind：须为 ${deviceKinds.join('、')} 之一`,
    ])
    expect(faults({ ...good, devices: [printer, printer] })).toEqual(['devices[1].name：名称重复：printer'])
    expect(faults([])).toEqual(['：类型应为 object'])
  })

  it('of an installed build has no simulated device and no dock, unless told', () => {
    const config = { ...good, dock: true, devices: [{ ...printer, transport: { virtual: true } }] }
    const refused = checkConfig(config, { GOVHALL_PACKAGED: '1' })
    expect(refused.ok ? [] : refused.problem.map(({ path }) => path)).toEqual([
      'dock',
      'devices[0].transport.virtual',
    ])
    expect(checkConfig(config, { GOVHALL_PACKAGED: '1', GOVHALL_SIMULATORS: 'allowed' }).ok).toBe(true)
    expect(checkConfig(config, {}).ok).toBe(true)
    expect(checkConfig(good, { GOVHALL_PACKAGED: '1' }).ok).toBe(true)
  })

  it('says which transport a printer cannot use', async () => {
    const checked = checkConfig({
      ...good,
      devices: [printer, { ...printer, name: 'b', transport: { pcsc: 'reader' } }],
    })
    const made = await makeDevices(checked.ok ? checked.value.devices : [], {
      log: pino({ level: 'silent' }),
    })
    expect(made).toMatchObject({ ok: false, problem: [{ path: 'devices[1].transport' }] })
  })

  it('names a profile that is none, an address twice, and one that the profile does not have', async () => {
    const line = {
      name: 'pads',
      kind: 'rating-pad',
      driver: 'frames',
      profile: 'hq',
      pads: [{ address: 128, windowId: 'w1' }],
      transport: { virtual: true },
    }
    const problems = async (change: object) => {
      const checked = checkConfig({ ...good, devices: [{ ...line, ...change }] })
      const made = await makeDevices(checked.ok ? checked.value.devices : [], {
        log: pino({ level: 'silent' }),
      })
      return made.ok ? [] : made.problem.map(({ path, message }) => `${path} ${message}`)
    }
    expect(await problems({ profile: '/nowhere.json' })).toEqual([
      expect.stringMatching(/^devices\[0\]\.profile 按键器协议档案读不到/),
    ])
    expect(await problems({ pads: [{ address: 3, windowId: 'w1' }] })).toEqual([
      'devices[0].pads[0].address 此档案的评价器地址须为 128–255',
    ])
    expect(
      await problems({
        pads: [
          { address: 128, windowId: 'w1' },
          { address: 128, windowId: 'w2' },
        ],
      }),
    ).toEqual(['devices[0].pads[1].address 地址重复：128'])
  })

  it('in a file: missing, not JSON, faulty, and right with a data folder beside it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'))
    const file = join(folder, 'bridge.json')
    const problem = () => {
      const read = readConfig(file)
      return read.ok ? '' : read.problem
    }
    expect(problem()).toContain('配置文件读不到')
    writeFileSync(file, '{"hall":')
    expect(problem()).toContain('不是有效的 JSON')
    writeFileSync(file, '{}')
    expect(problem().split('\n')[0]).toContain('6 处错误')
    writeFileSync(file, JSON.stringify(good))
    expect(readConfig(file)).toMatchObject({ ok: true, value: { data: join(folder, 'd') } })
    rmSync(folder, { recursive: true })
  })
})
