import { describe, expect, it } from 'vitest'
import { problemTable, refusal, toProblem } from '../../contract/problems.ts'
import { tellClerk } from './telling.ts'

describe('a refusal told to a clerk', () => {
  it('two clerks called the same person (ZMSKVR-1138): what happened and what to do', () => {
    const told = tellClerk(toProblem(refusal('not-waiting', 'A004：此号可能已被别的窗口呼叫。')), 'zh-CN')
    expect(told.what).toBe('A004：此号可能已被别的窗口呼叫')
    expect(told.todo).toContain('队伍已自动更新')
  })
  it('never sends a clerk to the staff', () => {
    for (const code of ['hall-away', 'store-unavailable', 'internal'] as const)
      expect(tellClerk(toProblem(refusal(code)), 'zh-CN').todo).not.toContain('找工作人员')
    const away = toProblem(refusal('hall-away', '暂时连不上大厅服务，请稍候；急事请找工作人员。'))
    expect(tellClerk(away, 'zh-CN').what).toBe('暂时连不上大厅服务')
  })
  it.each(Object.keys(problemTable))('%s says what happened in both languages', (code) => {
    if (!isCode(code)) throw new Error(code)
    const problem = toProblem(refusal(code))
    expect(tellClerk(problem, 'zh-CN').what).not.toBe('')
    expect(`${tellClerk(problem, 'en').what}${tellClerk(problem, 'en').todo}`).not.toMatch(/[\u4e00-\u9fff]/)
  })
})

function isCode(code: string): code is keyof typeof problemTable {
  return Object.hasOwn(problemTable, code)
}
