import { describe, expect, it } from 'vitest'
import { mayHoldTogether } from './role.ts'

describe('roles that are kept apart', () => {
  it.each([
    [['operator', 'administrator'], false],
    [['administrator', 'auditor'], false],
    [['operator', 'auditor', 'staff'], false],
    [['staff', 'leader'], true],
    [['operator', 'supervisor'], true],
    [['auditor'], true],
  ] as const)('%j: %s', (roles, may) => {
    expect(mayHoldTogether(roles)).toBe(may)
  })
})
