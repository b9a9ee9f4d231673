import { describe, expect, it } from 'vitest'
import { choicesIn, matchingRows, type SearchedColumn } from './filter-rows.ts'

interface Person {
  readonly name: string
  readonly zone: string
  readonly roles: readonly string[]
}

const people: readonly Person[] = [
  { name: '林晓燕', zone: '二楼', roles: ['窗口人员'] },
  { name: '周志强', zone: '一楼', roles: ['窗口人员', '组长'] },
  { name: '沈浩', zone: '', roles: ['运维'] },
]
const columns: readonly SearchedColumn<Person>[] = [
  { key: 'name', title: '姓名', text: (one) => one.name },
  { key: 'zone', title: '区域', text: (one) => one.zone, choices: (one) => [one.zone] },
  { key: 'roles', title: '角色', text: (one) => one.roles.join('、'), choices: (one) => one.roles },
]
const found = (typed: string, narrowed: Record<string, string>) =>
  matchingRows(people, columns, typed, narrowed).map(({ name }) => name)

describe('a list', () => {
  it('offers the values that its rows have, each once and no empty one', () => {
    expect(choicesIn(people, columns)).toEqual([
      { key: 'zone', title: '区域', values: ['二楼', '一楼'] },
      { key: 'roles', title: '角色', values: ['窗口人员', '运维', '组长'] },
    ])
  })
  it('offers nothing to choose where all rows are alike', () => {
    expect(choicesIn(people.slice(0, 1), columns)).toEqual([])
  })
  it('is narrowed by one of several roles, by place, and by what was typed', () => {
    expect(found('', {})).toHaveLength(3)
    expect(found('', { roles: '窗口人员' })).toEqual(['林晓燕', '周志强'])
    expect(found('', { roles: '窗口人员', zone: '一楼' })).toEqual(['周志强'])
    expect(found('林', { roles: '窗口人员', zone: '一楼' })).toEqual([])
    expect(found(' 周 一楼 ', {})).toEqual(['周志强'])
  })
  it('lets nothing through for a value that is gone', () => {
    expect(found('', { zone: '三楼' })).toEqual([])
  })
})
