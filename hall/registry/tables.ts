import type { RegistryName } from '../../contract/registry-columns.ts'
import type { RegistryTable } from './table.ts'
import { departmentsTable } from './tables/departments.ts'
import { holidaysTable } from './tables/holidays.ts'
import { itemsTable } from './tables/items.ts'
import { plansTable } from './tables/plans.ts'
import { hoursTable, limitsTable, queuesTable } from './tables/queues.ts'
import { staffTable } from './tables/staff.ts'
import { windowsTable } from './tables/windows.ts'
import { zonesTable } from './tables/zones.ts'

/** Every registry as a table. */
export const tables: Readonly<Record<RegistryName, RegistryTable>> = {
  zones: zonesTable,
  departments: departmentsTable,
  queues: queuesTable,
  hours: hoursTable,
  limits: limitsTable,
  plans: plansTable,
  windows: windowsTable,
  items: itemsTable,
  holidays: holidaysTable,
  staff: staffTable,
}
