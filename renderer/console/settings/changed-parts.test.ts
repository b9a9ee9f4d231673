import { describe, expect, it } from 'vitest'
import type { HallSettings } from '../../../contract/shapes.ts'
import { changedParts, cleanAddress, isAddress } from './changed-parts.ts'

const settings: HallSettings = {
  name: '大厅',
  nameEn: 'Hall',
  timeZone: 'Asia/Shanghai',
  publicUrl: null,
  rules: {
    priorityRun: 3,
    waitBoundMinutes: { ordinary: 45, appointment: 20, priority: 30, green: 30 },
    returnWithinMinutes: 30,
    returnWithinNumbers: 10,
    undoSeconds: 10,
    ticketsPerPerson: 1,
    anonymousTicketsPerTerminal: null,
    ratingOpenMinutes: 30,
    rectificationWorkingDays: 5,
    endOfDay: '20:00',
  },
  appointments: {
    leadMinutes: 60,
    earlyMinutes: 30,
    graceMinutes: 15,
    absentAfterMinutes: 60,
    absencesInRow: 3,
    blockDays: 30,
    bookingsPerPerson: 3,
    attemptsPerMinute: 20,
  },
  signIn: { attempts: 5, lockMinutes: 15, sessionHours: 12 },
  targets: { services: null, meanServiceMinutes: null, satisfiedPercent: null, longestWaitMinutes: null },
  board: { idleMinutes: 3, pausedMinutes: 20, overlongMinutes: 30, leastOverlongMinutes: 10 },
  devices: { alertMinutes: 5 },
}

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
