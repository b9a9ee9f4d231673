import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../contract/shapes.ts'
import { changedParts, cleanAddress, isAddress } from './changed-parts.ts'

const settings = defaultSettings('大厅', 'Hall')

describe('what changed of the settings', () => {
  it('is nothing when nothing did, whatever the order of keys', () => {
    const { rules } = settings
    const same = { ...settings, rules: Object.assign({ endOfDay: rules.endOfDay }, rules) }
    expect(changedParts(settings, same)).toEqual({})
  })
  it('is sent part by part', () => {
    const after = { ...settings, name: '新大厅', rules: { ...settings.rules, undoSeconds: 20 } }
    expect(changedParts(settings, after)).toEqual({ name: '新大厅', rules: after.rules })
    const targets = { ...settings.targets, services: 30 }
    expect(changedParts(settings, { ...settings, targets })).toEqual({ targets })
    const board = { ...settings.board, idleMinutes: 5 }
    expect(changedParts(settings, { ...settings, board })).toEqual({ board })
    const devices = { ...settings.devices, alertMinutes: 9 }
    expect(changedParts(settings, { ...settings, devices })).toEqual({ devices })
  })
})

describe('the public address', () => {
  it.each([
    [' https://hall.example.cn/ ', 'https://hall.example.cn'],
    ['', null],
    [null, null],
  ])('%j is kept as %j', (typed, kept) => {
    expect(cleanAddress(typed)).toBe(kept)
  })
  it.each([
    ['https://hall.example.cn', true],
    ['http://192.168.1.2:7300', true],
    ['hall.example.cn', false],
    ['ftp://hall.example.cn', false],
    ['https://', false],
  ])('%s: %s', (text, is) => {
    expect(isAddress(text)).toBe(is)
  })
})
