/** By what a report counts. */
export const groupings = [
  'day',
  'week',
  'month',
  'hour',
  'queue',
  'window',
  'staff',
  'department',
  'class',
  'item',
] as const
export type Grouping = (typeof groupings)[number]
