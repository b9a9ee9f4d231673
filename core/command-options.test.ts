import { expect, it } from 'vitest'
import { optionsOf } from './command-options.ts'

const options = { port: { type: 'string' }, json: { type: 'boolean' } } as const

const read = (args: readonly string[], usage?: string) => optionsOf({ options, args }, usage)

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
  expect(read(args)).toEqual({ ok: false, problem: says })
  expect(read(args, '用法：…')).toEqual({ ok: false, problem: `${says}\n用法：…` })
})

it('gives what was read', () => {
  expect(read(['--port', '7300', '--json'], '用法：…')).toEqual({
    ok: true,
    value: { values: { port: '7300', json: true }, positionals: [] },
  })
})

it('throws on what is no fault of the typing', () => {
  expect(() => optionsOf({ options: { port: { type: 'string', short: 'port' } } })).toThrow(
    'single character',
  )
})
