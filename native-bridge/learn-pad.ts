import { optionsOf } from '../core/command-options.ts'
import { readConfig } from './config.ts'
import { partsOfLine } from './making/parts-of-line.ts'
import { learnScores, learntLevels } from './pads/learn.ts'
import { transportOf } from './transport/way.ts'

/**
 * `node native-bridge/learn-pad.ts --config FILE --device NAME --address N`: asks for each key of a rating pad to be pressed
 * once, and prints the `scores` of a profile on standard output. The bridge must not run meanwhile: a line has one owner.
 */
async function main(): Promise<void> {
  const values = readArguments()
  if (values === null) return
  const config = readConfig(values.config ?? '')
  if (!config.ok) return complain(config.problem)
  const device = config.value.devices.find(({ name }) => name === values.device)
  if (device?.kind !== 'rating-pad' && device?.kind !== 'call-pad')
    return complain(`配置中没有名为“${values.device ?? ''}”的按键器。请用 --device 指定。`)
  const parts = partsOfLine(device)
  if (!parts.ok) return complain(parts.problem.message)
  const address = Number(values.address)
  if (!parts.value.pads.some((pad) => pad.is === 'rating-pad' && pad.address === address))
    return complain('请用 --address 指定这条线上一个评价器的地址。')
  if ('virtual' in device.transport) return complain('模拟的按键器不需要学习。')
  const transport = transportOf(device.transport)
  if (!transport.ok) return complain(transport.problem)
  const given = new AbortController()
  process.on('SIGINT', () => given.abort())
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const { profile } = parts.value
  const scores = await learnScores({
    transport: transport.value,
    profile,
    address,
    say,
    signal: given.signal,
  })
  process.stdout.write(`${JSON.stringify({ scores }, null, 2)}\n`)
  if (Object.keys(scores).length < learntLevels.length) process.exitCode = 1
}

function readArguments() {
  const read = optionsOf({
    options: { config: { type: 'string' }, device: { type: 'string' }, address: { type: 'string' } },
  })
  if (read.ok) return read.value.values
  complain(read.problem)
  return null
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

await main()
