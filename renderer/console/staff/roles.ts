import type { StaffRole } from '../../../core/staff/role.ts'

/** Whoever runs the machines, hands out accounts, or audits, is not the same person: GB/T 22239-2019 level 3. */
const apart: readonly StaffRole[] = ['operator', 'administrator', 'auditor']

/** Whether one person may hold these roles together. */
export function mayHoldTogether(roles: readonly StaffRole[]): boolean {
  return apart.filter((role) => roles.includes(role)).length <= 1
}
