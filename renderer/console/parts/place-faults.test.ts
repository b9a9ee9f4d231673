import { describe, expect, it } from 'vitest'
import { refusal, toProblem } from '../../../contract/problems.ts'
import { placeFaults } from './place-faults.ts'

const fields = ['number', 'name', 'rules']

describe('what the hall refuses stands at its field', () => {
  it('by the path of each fault', () => {
    const problem = toProblem(
      refusal('validation', undefined, {
        errors: [
          { path: 'number', message: '已有 3 号窗口' },
          { path: 'rules.waitBoundMinutes.ordinary', message: '太大' },
        ],
      }),
    )
    expect(placeFaults(problem, fields)).toEqual({
      placed: [
        { path: ['number'], message: '已有 3 号窗口' },
        { path: ['rules', 'waitBoundMinutes', 'ordinary'], message: '太大' },
      ],
      rest: false,
    })
  })
  it('a fault of no field is told above the form', () => {
    const problem = toProblem(
      refusal('validation', undefined, { errors: [{ path: 'zoneId', message: '没有' }] }),
    )
    expect(placeFaults(problem, fields)).toEqual({ placed: [], rest: true })
  })
  it('a name that is taken stands at the name', () => {
    const problem = toProblem(refusal('already-exists', '已有名为“一号”的终端。'))
    expect(placeFaults(problem, fields, 'name').placed).toEqual([
      { path: ['name'], message: '已有名为“一号”的终端。' },
    ])
    expect(placeFaults(problem, fields).rest).toBe(true)
  })
  it('any other refusal is told above the form', () => {
    expect(placeFaults(toProblem(refusal('in-use')), fields)).toEqual({ placed: [], rest: true })
  })
})
