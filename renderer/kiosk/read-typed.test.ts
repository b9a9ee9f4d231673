import { expect, it } from 'vitest'
import { codeOf, showCode } from '../../core/appointment/code.ts'
import { readTyped } from './read-typed.ts'

const code = codeOf(20_261_124n)

it.each([
  ['https://hall.example/booking/#LTfK6Yhu97vBzC2ENhES0w', { secret: 'LTfK6Yhu97vBzC2ENhES0w' }],
  [' http://10.0.0.2:7300/booking/#LTfK6Yhu97vBzC2ENhES0w ', { secret: 'LTfK6Yhu97vBzC2ENhES0w' }],
  [showCode(code), { code }],
  [showCode(code).toLowerCase(), { code }],
  ['11010519491231002x', { idNumber: '11010519491231002X' }],
  ['110105 19491231 002X', { idNumber: '11010519491231002X' }],
  ['E12345678', { idNumber: 'E12345678' }],
  ['01234567', { idNumber: '01234567' }],
])('%j is read', (text, read) => {
  expect(readTyped(text)).toEqual({ ok: true, value: read })
})

it.each([
  ['', 'idFault'],
  ['12', 'idFault'],
  ['110105194912310021', 'idFault'],
  ['https://hall.example/booking/#', 'codeFault'],
  [`${code.slice(0, 7)}${code.endsWith('2') ? '3' : '2'}`, 'codeFault'],
  ['不知道', 'idFault'],
])('%j is told: %s', (text, fault) => {
  expect(readTyped(text)).toEqual({ ok: false, problem: fault })
})
