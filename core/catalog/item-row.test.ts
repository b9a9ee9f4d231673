import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogueColumns, checkRow } from './item-row.ts'

const sound = {
  department: '区民政局',
  group: '婚姻登记',
  name: '内地居民结婚登记',
  item_code: '511A0138000000-511602000000-000-115113010833722043-1-00',
  task_type: '7',
}

/** The fault codes of a row with some fields replaced. */
function faultsWith(change: Partial<typeof sound>): string[] {
  const checked = checkRow({ ...sound, ...change })
  return checked.ok ? [] : checked.problem.map(({ column, code }) => `${column} ${code}`)
}

describe('a row of a catalogue', () => {
  it('is taken over, without the spaces around its fields', () => {
    expect(checkRow({ ...sound, name: '　内地居民结婚登记 ' })).toEqual({
      ok: true,
      value: {
        department: '区民政局',
        group: '婚姻登记',
        name: '内地居民结婚登记',
        code: sound.item_code,
        taskType: '7',
      },
    })
  })

  it('belongs to no group when the file says 未分类, or nothing', () => {
    for (const group of ['未分类', '', '  '])
      expect(checkRow({ ...sound, group })).toMatchObject({ value: { group: '' } })
  })

  it('takes codes of any length from 1 to 60: published ones have 31, 33 and 55 characters', () => {
    for (const length of [1, 31, 33, 55, 60])
      expect(faultsWith({ item_code: 'A'.repeat(length) })).toEqual([])
    expect(faultsWith({ item_code: 'A'.repeat(61) })).toEqual(['item_code too-long'])
  })

  it('names each kind of fault', () => {
    expect(faultsWith({ name: '' })).toEqual(['name empty'])
    expect(faultsWith({ department: ' ' })).toEqual(['department empty'])
    expect(faultsWith({ task_type: '6' })).toEqual(['task_type unknown-task-type'])
    expect(faultsWith({ task_type: '行政许可' })).toEqual(['task_type unknown-task-type'])
    expect(faultsWith({ item_code: '5.11E+30' })).toEqual(['item_code bad-character'])
    expect(faultsWith({ item_code: '５１１' })).toEqual(['item_code bad-character'])
    expect(faultsWith({ name: '结婚\t登记' })).toEqual(['name control-character'])
    expect(faultsWith({ name: '结婚\n登记' })).toEqual(['name control-character'])
    expect(faultsWith({ name: '结婚\u200b登记' })).toEqual(['name invisible-character'])
    expect(faultsWith({ name: '结\ufffd登记' })).toEqual(['name unreadable'])
    expect(faultsWith({ name: '长'.repeat(301) })).toEqual(['name too-long'])
    expect(faultsWith({ department: '长'.repeat(61) })).toEqual(['department too-long'])
  })

  it('names every faulty field of a row, not only the first', () => {
    expect(faultsWith({ name: '', item_code: 'a b', task_type: 'x' })).toEqual([
      'name empty',
      'item_code bad-character',
      'task_type unknown-task-type',
    ])
  })

  it('is judged whatever it holds', () => {
    const fields = fc.record({
      department: fc.string(),
      group: fc.string(),
      name: fc.string(),
      item_code: fc.string(),
      task_type: fc.string(),
    })
    fc.assert(
      fc.property(fields, (row) => {
        const checked = checkRow(row)
        if (checked.ok) expect(checked.value.code).toMatch(/^[A-Za-z0-9-]{1,60}$/)
        else for (const fault of checked.problem) expect(catalogueColumns).toContain(fault.column)
      }),
    )
  })
})
