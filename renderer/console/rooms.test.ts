import { describe, expect, it } from 'vitest'
import { roomAt, roomsOf } from './rooms.ts'

describe('rooms of the console', () => {
  it.each([
    [
      'operator',
      [
        'board',
        'help',
        'appointments',
        'checklist',
        'departments',
        'catalogue',
        'queues',
        'windows',
        'calendar',
        'terminals',
        'settings',
      ],
    ],
    ['administrator', ['staff']],
    ['auditor', ['journal']],
    ['supervisor', ['board', 'replay', 'help', 'reports', 'appointments']],
    ['leader', ['board', 'replay', 'help', 'reports', 'appointments']],
    ['director', ['board', 'replay', 'reports', 'appointments']],
    ['staff', ['help']],
  ] as const)('of %s', (role, expected) => {
    expect(roomsOf([role])).toEqual(expected)
  })

  it('of somebody with two posts are those of both', () => {
    expect(roomsOf(['administrator', 'leader'])).toEqual([
      'board',
      'replay',
      'help',
      'reports',
      'appointments',
      'staff',
    ])
  })

  it('an address leads only where one may go', () => {
    expect(roomAt('/journal', ['auditor'])).toBe('journal')
    expect(roomAt('/journal', ['operator'])).toBeNull()
    expect(roomAt('/', ['operator'])).toBeNull()
    expect(roomAt('/nowhere', ['operator'])).toBeNull()
  })
})
