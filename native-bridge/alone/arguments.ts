import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type DeviceConfig, deviceConfig } from '../../contract/bridge.ts'
import { optionsOf } from '../../core/command-options.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { whyNoSimulators } from '../config.ts'

/** One device alone, as `npm run simulator` was asked for it. */
export interface AloneArguments {
  readonly device: DeviceConfig
  /** A TCP port, 0 for any free one; or a serial port in software, by the name that stays. */
  readonly way: { readonly tcp: number } | { readonly link: string }
  readonly baudRate: number | undefined
  /** The port of the dock's page; null for none. */
  readonly dockPort: number | null
  /** A folder in which each sound of a loudspeaker is kept as a WAV file; null for none. */
  readonly wavFolder: string | null
}

/** What each name on the command line stands for: a device's configuration without its place. */
export const aloneDevices = {
  escpos: { kind: 'ticket-printer', driver: 'escpos' },
  'sam-v': { kind: 'id-card-reader', driver: 'sam-v' },
  pads: { kind: 'call-pad', driver: 'frames' },
  'call-pads': { kind: 'call-pad', driver: 'frames' },
  'rating-pads': { kind: 'rating-pad', driver: 'frames' },
  onbon: { kind: 'led-screen', driver: 'onbon-bx5k' },
  a090: { kind: 'led-screen', driver: 'a090' },
  aabb: { kind: 'led-screen', driver: 'aabb' },
  scanner: { kind: 'scanner', driver: 'lines' },
  'social-security-card': { kind: 'social-security-card', driver: 'pcsc' },
  speaker: { kind: 'speaker', driver: 'voice-pack' },
} as const
type DeviceWord = keyof typeof aloneDevices

export const usage = [
  '用法：npm run simulator -- 设备 [选项]',
  `  设备：${Object.keys(aloneDevices).join('、')}`,
  '  --tcp 端口        在本机的这个 TCP 端口上（0 为任选；不写时就是 0）',
  '  --pty             在一个软件串口上',
  '  --link 路径       软件串口的名称，拔插后不变',
  '  --baud 速率       按这个波特率收发',
  '  --profile 名称    呼叫器、评价器和 aabb 屏的协议文件（qs、hq 或文件路径）',
  '  --addresses 1,2   线路上的地址（不写时为 1）',
  '  --wav 文件夹      音箱：把每段声音存成一个 WAV 文件',
  '  --dock 端口       同时打开模拟台页面（0 为任选）',
  '运行后在标准输入里逐行写操作，help 列出全部。',
].join('\n')

const port = (name: string) =>
  z.coerce
    .number({ error: `--${name} 须为端口号` })
    .int()
    .min(0)
    .max(65_535, { error: `--${name} 须为 0 到 65535` })
const given = z.object({
  tcp: port('tcp').optional(),
  baud: z.coerce
    .number({ error: '--baud 须为数字' })
    .int({ error: '--baud 须为整数' })
    .min(300, { error: '--baud 须为 300 到 921600' })
    .max(921_600, { error: '--baud 须为 300 到 921600' })
    .optional(),
  dock: port('dock').optional(),
  addresses: z
    .string()
    .regex(/^\d+(,\d+)*$/, '--addresses 写作 1,2,3')
    .optional(),
})

/** Reads the command line; the problem is what the person reads. */
export function readAlone(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Result<AloneArguments, string> {
  const refused = whyNoSimulators(environment)
  if (refused !== null) return fail(refused)
  const parsed = parse(argv)
  if (!parsed.ok) return parsed
  const { word, values } = parsed.value
  const checked = given.safeParse(values)
  if (!checked.success) return fail(checked.error.issues.map(({ message }) => message).join('\n'))
  const { tcp, baud, dock } = checked.data
  if (tcp !== undefined && values.pty) return fail('--tcp 和 --pty 只能用一个。')
  if (values.link !== undefined && !values.pty) return fail('--link 要和 --pty 一起用。')
  const { kind, driver } = aloneDevices[word]
  const shared = driver === 'frames' || kind === 'led-screen'
  if (values.addresses !== undefined && !shared) return fail(`${word} 没有地址，请去掉 --addresses。`)
  if (values.profile !== undefined && driver !== 'frames' && driver !== 'aabb')
    return fail(`${word} 没有协议文件，请去掉 --profile。`)
  if (values.wav !== undefined && kind !== 'speaker') return fail(`${word} 没有声音，请去掉 --wav。`)
  if (values.pty && kind === 'speaker') return fail('speaker 只在网络上，请用 --tcp。')
  const addresses = (checked.data.addresses ?? '1')
    .split(',')
    .map((address) => ({ address: Number(address), windowId: `window-${address}` }))
  const device = deviceConfig.safeParse({
    name: word,
    kind,
    driver,
    transport: { virtual: true },
    ...(driver === 'frames' ? { profile: values.profile ?? 'qs', pads: addresses } : {}),
    ...(kind === 'speaker' ? { zoneId: 'zone-1' } : {}),
    ...(kind === 'led-screen' ? { screens: addresses } : {}),
    ...(driver === 'aabb' && values.profile !== undefined ? { profile: values.profile } : {}),
  })
  if (!device.success) {
    const told = device.error.issues.map(({ path, message }) =>
      path.includes('address') ? `--addresses 里有不能用的地址：${message}` : message,
    )
    return fail([...new Set(told)].join('\n'))
  }
  return ok({
    device: device.data,
    way: values.pty ? { link: values.link ?? join(tmpdir(), `govhall-${word}`) } : { tcp: tcp ?? 0 },
    baudRate: baud,
    dockPort: dock ?? null,
    wavFolder: values.wav ?? null,
  })
}

function parse(argv: readonly string[]) {
  const read = optionsOf(
    {
      args: argv,
      allowPositionals: true,
      options: {
        tcp: { type: 'string' },
        pty: { type: 'boolean', default: false },
        link: { type: 'string' },
        baud: { type: 'string' },
        profile: { type: 'string' },
        addresses: { type: 'string' },
        dock: { type: 'string' },
        wav: { type: 'string' },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [word = '', ...rest] = positionals
  if (!isDeviceWord(word) || rest.length > 0) return fail(usage)
  return ok({ word, values })
}

function isDeviceWord(word: string): word is DeviceWord {
  return word in aloneDevices
}
