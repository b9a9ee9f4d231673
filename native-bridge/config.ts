import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { core } from 'zod'
import { type BridgeConfig, bridgeConfig, type DeviceConfig, deviceKinds } from '../contract/bridge.ts'
import { fail, ok, type Result } from '../core/result.ts'

/** One fault of a configuration: where, as `devices[0].transport.tcp`, and what. */
export interface ConfigFault {
  readonly path: string
  readonly message: string
}

/** Reads a bridge's configuration. `data`, logos and fonts may be relative to the file. The problem is what the operator reads. */
export function readConfig(file: string): Result<BridgeConfig, string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return fail(`配置文件读不到：${file}。请用 --config 指定一个 JSON 文件。`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return fail(`配置文件不是有效的 JSON：${file}（${error instanceof Error ? error.message : ''}）。`)
  }
  const checked = checkConfig(json)
  if (!checked.ok) return fail(describeFaults(file, checked.problem))
  const devices = checked.value.devices.map((device) => withFilesAt(dirname(file), device))
  return ok({ ...checked.value, data: resolve(dirname(file), checked.value.data), devices })
}

/** Files that a device's settings name may be relative to the configuration's, like the data. */
function withFilesAt(folder: string, device: DeviceConfig): DeviceConfig {
  const near = (path: string) => resolve(folder, path)
  switch (device.kind) {
    case 'ticket-printer':
      return {
        ...device,
        ...(device.logo === undefined ? {} : { logo: near(device.logo) }),
        ...(device.font === undefined ? {} : { font: near(device.font) }),
      }
    case 'call-pad':
    case 'rating-pad':
      return device.profile.endsWith('.json') ? { ...device, profile: near(device.profile) } : device
    case 'led-screen':
      return device.profile?.endsWith('.json') ? { ...device, profile: near(device.profile) } : device
    case 'speaker':
      return device.pack === undefined ? device : { ...device, pack: near(device.pack) }
    default:
      return device
  }
}

/** All faults of a file in one text, a line each. */
export function describeFaults(file: string, faults: readonly ConfigFault[]): string {
  return [
    `配置文件有 ${faults.length} 处错误：${file}`,
    ...faults.map(({ path, message }) => `  ${path === '' ? '（整个文件）' : path}：${message}`),
  ].join('\n')
}

/**
 * Whether devices may be simulated here. An installed build (`GOVHALL_PACKAGED=1`, set by whoever packages) serves citizens: a
 * simulator left in its configuration would take tickets to paper that nobody sees. `GOVHALL_SIMULATORS=allowed`
 * lets it, as for training. The answer is null, or what the person is told.
 */
export function whyNoSimulators(environment: NodeJS.ProcessEnv): string | null {
  const allowed = environment['GOVHALL_PACKAGED'] !== '1' || environment['GOVHALL_SIMULATORS'] === 'allowed'
  return allowed ? null : '正式安装的版本不用模拟设备；确需演练时设置环境变量 GOVHALL_SIMULATORS=allowed'
}

/** Checks a configuration; every fault is named by its path, not only the first. */
export function checkConfig(
  json: unknown,
  environment: NodeJS.ProcessEnv = process.env,
): Result<BridgeConfig, ConfigFault[]> {
  const parsed = bridgeConfig.safeParse(json, { reportInput: false })
  if (!parsed.success) return fail(parsed.error.issues.flatMap((issue) => faultsOf(issue, [])))
  const faults: ConfigFault[] = []
  const names = new Set<string>()
  for (const [index, { name }] of parsed.data.devices.entries()) {
    if (names.has(name)) faults.push({ path: `devices[${index}].name`, message: `名称重复：${name}` })
    names.add(name)
  }
  const told = whyNoSimulators(environment)
  if (told !== null) faults.push(...simulatedFaults(parsed.data, told))
  return faults.length > 0 ? fail(faults) : ok(parsed.data)
}

function simulatedFaults({ dock, devices }: BridgeConfig, told: string): ConfigFault[] {
  const simulated = devices.flatMap((device, index) =>
    'transport' in device && 'virtual' in device.transport
      ? [{ path: `devices[${index}].transport.virtual`, message: told }]
      : [],
  )
  return dock ? [{ path: 'dock', message: told }, ...simulated] : simulated
}

function faultsOf(issue: core.$ZodIssue, above: readonly PropertyKey[]): ConfigFault[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pathText([...path, key]), message: '没有这个设置' }))
  if (issue.code !== 'invalid_union') return [{ path: pathText(path), message: messageOf(issue) }]
  if (issue.errors.length === 0)
    return [{ path: pathText(path), message: `须为 ${deviceKinds.join('、')} 之一` }]
  // Of several ways to say it, the one that was meant is the one whose keys are right.
  const meant = issue.errors.find(
    (issues) => !issues.some((one) => one.path.length === 0 || isMissingKey(one)),
  )
  return meant
    ? meant.flatMap((one) => faultsOf(one, path))
    : [
        {
          path: pathText(path),
          message:
            '须为 {"tcp": "主机:端口"}、{"serial": "路径", "baudRate": 9600}、{"usb": "VID:PID"}、{"file": "路径"}、{"hid": "VID:PID"}、{"pcsc": "读卡器名"} 或 {"virtual": true} 之一',
        },
      ]
}

function isMissingKey(issue: core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.includes('undefined')
}

function messageOf(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.includes('undefined') ? '缺少这一项' : `类型应为 ${issue.expected}`
    case 'invalid_value':
      return `须为 ${issue.values.map(String).join('、')} 之一`
    case 'too_small':
      return `不能小于 ${issue.minimum}`
    case 'too_big':
      return `不能大于 ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'url' ? '须为网址，如 http://127.0.0.1:7300' : issue.message
    default:
      return issue.message
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`,
    )
    .join('')
}
