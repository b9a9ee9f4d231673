/**
 * Roles of people. Operator 运维 (machines and registries), administrator 账号管理 (accounts) and
 * auditor 审计 (journal) are kept apart on purpose: GB/T 22239-2019 level 3.
 */
export const staffRoles = [
  'staff',
  'leader',
  'supervisor',
  'director',
  'operator',
  'administrator',
  'auditor',
] as const
export type StaffRole = (typeof staffRoles)[number]

/** Roles that no two of may lie in one hand: GB/T 22239-2019 level 3. */
const apart: readonly StaffRole[] = ['operator', 'administrator', 'auditor']

/** Whether one person may hold these roles together. */
export function mayHoldTogether(roles: readonly StaffRole[]): boolean {
  return apart.filter((role) => roles.includes(role)).length <= 1
}
