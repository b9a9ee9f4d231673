import { type ParseArgsConfig, parseArgs } from 'node:util'
import { expect, it } from 'vitest'
import { optionFault } from './option-faults.ts'

const options = { port: { type: 'string' }, json: { type: 'boolean' } } as const

function faultOf(args: readonly string[], config: ParseArgsConfig = {}): string | null {
  try {
    parseArgs({ options, ...config, args: [...args] })
  } catch (error) {
    return optionFault(error)
  }
  return 'nothing was thrown'
}

it.each([
  ['an option that there is not', ['--prot', '1'], '没有选项 --prot。'],
  ['a value that is missing', ['--port'], '选项 --port 的值不对：要么缺了值，要么多了值。'],
  [
    'an option where a value is meant',
    ['--port', '--json'],
    '选项 --port 的值不对：要么缺了值，要么多了值。',
  ],
  ['a value that is one too many', ['--json=yes'], '选项 --json 的值不对：要么缺了值，要么多了值。'],
  ['a word that is no option', ['7300'], '不明白“7300”。'],
])('%s is said in the words of whoever types it', (_, args, says) => {
  expect(faultOf(args)).toBe(says)
})

it('leaves alone what is no fault of the typing', () => {
  expect(optionFault(new TypeError('x is not a function'))).toBeNull()
  expect(optionFault(new RangeError('too much'))).toBeNull()
})
