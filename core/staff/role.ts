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
