import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { entryTypes, type JournalEntry } from '../../../contract/entries.ts'
import { nameBook } from './name-book.ts'
import {
  actorName,
  entryActor,
  entrySummary,
  entryTitle,
  keyName,
  settingChanges,
  valueText,
} from './tell-entry.ts'
import { keyWords } from './words.ts'

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, initAsync: false, keySeparator: false, nsSeparator: false }),
)

function entry(type: string, body: Record<string, unknown>, seq = 1): JournalEntry {
  return {
    seq,
    epoch: 'e',
    id: 'i',
    type,
    version: 1,
    at: '2026-11-23T09:00:00+08:00',
    actor: 'hall',
    body,
    previousHash: '',
    hash: '',
  }
}

const names = nameBook(undefined, [
  entry('staff-saved', { staffId: 's1', account: 'w001', name: '林晓' }, 1),
  entry('staff-saved', { staffId: 's1', account: 'w001', name: '林晓燕' }, 5),
  entry('terminal-created', { terminalId: 't1', name: '一号自助机' }, 2),
])

describe('the journal in words', () => {
  it('knows the newest name of everybody', () => {
    expect(actorName('staff:s1', names, 'zh-CN')).toBe('林晓燕（w001）')
    expect(actorName('terminal:t1', names, 'zh-CN')).toBe('终端 一号自助机')
    expect(actorName('hall', names, 'zh-CN')).toBe('大厅服务')
    expect(actorName('staff:gone', names, 'zh-CN')).toBe('未知 gone')
  })

  it('names every type, also one that a newer hall wrote', () => {
    expect(entryTitle('ticket-called', 'zh-CN')).toBe('呼叫')
    expect(entryTitle('ticket-called', 'en')).toBe('Ticket called')
    expect(entryTitle('case-accepted', 'zh-CN')).toBe('Case accepted')
  })

  it('has a word for every key that the contract writes', () => {
    const keys = new Set(Object.values(entryTypes).flatMap((type) => Object.keys(type.body.shape)))
    const without = [...keys].filter((key) => !Object.hasOwn(keyWords.zh, key))
    // The two sides of a change of settings are compared, not listed.
    expect(without.sort()).toEqual(['after', 'before'])
    expect(keyName('brand-new', 'zh-CN')).toBe('brand-new')
  })

  it('says values in words', () => {
    expect(valueText('class', 'priority', names, 'zh-CN')).toBe('优先')
    expect(valueText('state', 'no-show', names, 'zh-CN')).toBe('已过号')
    expect(valueText('state', 'paused', names, 'zh-CN')).toBe('暂停')
    expect(valueText('reason', 'end-of-day', names, 'zh-CN')).toBe('一天结束')
    expect(valueText('name', 'start', names, 'zh-CN')).toBe('start')
    expect(valueText('named', true, names, 'zh-CN')).toBe('是')
    expect(valueText('dueAt', null, names, 'zh-CN')).toBe('无')
    expect(valueText('staffId', 's1', names, 'zh-CN')).toBe('林晓燕（w001）')
    expect(valueText('serviceSeconds', 61.2345, names, 'zh-CN')).toBe('61.2')
  })

  it('tells an entry in one line', () => {
    expect(entrySummary(entry('ticket-called', { number: 'A001', windowNumber: '3' }), names, 'zh-CN')).toBe(
      'A001 · 窗口号 3',
    )
    expect(entrySummary(entry('staff-signed-in', { staffId: 's1', sessionId: 'x' }), names, 'zh-CN')).toBe(
      '林晓燕（w001）',
    )
  })

  it('says what an entry is about that has no name of its own', () => {
    expect(
      entrySummary(entry('terminal-code-made', { terminalId: 't1', expiresAt: 'x' }), names, 'zh-CN'),
    ).toBe('一号自助机')
  })

  it('names who signed in, though nobody was when they asked', () => {
    const signedIn = { ...entry('staff-signed-in', { staffId: 's1' }), actor: 'anyone' }
    expect(entryActor(signedIn, names, 'zh-CN')).toBe('林晓燕（w001）')
    const failed = { ...entry('sign-in-failed', { staffId: 's1', attempts: 1 }), actor: 'anyone' }
    expect(entryActor(failed, names, 'zh-CN')).toBe('未登录者')
  })

  it('shows of changed settings only what changed', () => {
    const before = { name: '大厅', rules: { undoSeconds: 10, waitBoundMinutes: { ordinary: 45 } } }
    const after = { name: '大厅', rules: { undoSeconds: 15, waitBoundMinutes: { ordinary: 40 } } }
    expect(settingChanges(before, after)).toEqual([
      { path: 'rules.undoSeconds', before: 10, after: 15 },
      { path: 'rules.waitBoundMinutes.ordinary', before: 45, after: 40 },
    ])
    expect(settingChanges(null, { name: '大厅' })).toEqual([
      { path: 'name', before: undefined, after: '大厅' },
    ])
  })
})
