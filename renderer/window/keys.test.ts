import { describe, expect, it } from 'vitest'
import { deskKeys, doublePressMs, type KeyPress, keyMeant } from './keys.ts'

const press = (code: string, more: Partial<KeyPress> = {}) =>
  keyMeant({
    code,
    shift: false,
    withModifier: false,
    repeat: false,
    typing: false,
    dialogOpen: false,
    onControl: false,
    sinceSameKeyMs: null,
    ...more,
  })

describe('keys of the desk', () => {
  it('each does one thing, and each thing has one key', () => {
    const codes = Object.values(deskKeys).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const [name, { code }] of Object.entries(deskKeys))
      expect(press(code, { shift: name === 'keys' })).toBe(name)
  })
  it('none is the browser’s own: no function keys, nothing with Ctrl or Alt', () => {
    for (const { code } of Object.values(deskKeys)) {
      expect(code).not.toMatch(/^(F\d|Tab|Escape|Backspace)/)
      expect(press(code, { withModifier: true })).toBeNull()
    }
  })
  it('do nothing while somebody types or a dialog asks', () => {
    expect(press('KeyF', { typing: true })).toBeNull()
    expect(press('KeyF', { dialogOpen: true })).toBeNull()
  })
  it('do nothing while they are held down', () => {
    expect(press('Space', { repeat: true })).toBeNull()
  })
  it('a double press does nothing twice', () => {
    expect(press('Space', { sinceSameKeyMs: doublePressMs - 1 })).toBeNull()
    expect(press('Space', { sinceSameKeyMs: doublePressMs })).toBe('callNext')
  })
  it('Enter and the space bar belong to the control that has the focus, letters do not', () => {
    expect(press('Enter', { onControl: true })).toBeNull()
    expect(press('Space', { onControl: true })).toBeNull()
    expect(press('KeyF', { onControl: true })).toBe('finish')
  })
  it('capital letters are no keys of ours, the question mark is', () => {
    expect(press('KeyF', { shift: true })).toBeNull()
    expect(press('Slash', { shift: true })).toBe('keys')
  })
  it('the numeric keypad does what its twins do', () => {
    expect(press('NumpadEnter')).toBe('start')
    expect(press('Numpad2')).toBe('held')
  })
  it('other keys mean nothing', () => {
    expect(press('KeyQ')).toBeNull()
    expect(press('constructor')).toBeNull()
  })
})
