import { type RouteName, routes } from '../../contract/routes.ts'
import type { StaffRole } from '../../core/staff/role.ts'

/** The rooms of the console, in the order of the menu. */
export const rooms = [
  'board',
  'replay',
  'help',
  'reports',
  'appointments',
  'checklist',
  'departments',
  'catalogue',
  'queues',
  'windows',
  'calendar',
  'terminals',
  'staff',
  'settings',
  'journal',
] as const
export type Room = (typeof rooms)[number]

/**
 * What a room asks of the hall: whoever may not call these routes does not see the room. The live board shows the
 * terminals' devices, which only those may read who look after the hall as a whole.
 */
const needs: Readonly<Record<Room, readonly RouteName[]>> = {
  board: ['board', 'devices'],
  replay: ['replay'],
  help: ['helpCalls', 'takeHelp'],
  reports: ['report'],
  appointments: ['appointments', 'findAppointments'],
  checklist: ['setUpProgress', 'saveQueue'],
  catalogue: ['previewImport', 'itemRegister', 'saveItem'],
  departments: ['departmentRegister', 'saveDepartment'],
  calendar: ['calendar', 'saveCalendarDay'],
  queues: ['queueRegister', 'saveQueue'],
  windows: ['addWindow', 'saveWindow'],
  terminals: ['terminals', 'addTerminal'],
  staff: ['staff', 'saveStaff'],
  settings: ['settings', 'saveSettings'],
  journal: ['journal'],
}

/** Whether somebody of these roles may call a route, by the interface's own table. */
export function mayCall(roles: readonly StaffRole[], name: RouteName): boolean {
  const who: readonly string[] = routes[name].who
  return roles.some((role) => who.includes(role))
}

/** The rooms of somebody with these roles. */
export function roomsOf(roles: readonly StaffRole[]): Room[] {
  return rooms.filter((room) => needs[room].every((name) => mayCall(roles, name)))
}

/** The room that an address names; null where it names none that these roles may enter. */
export function roomAt(path: string, roles: readonly StaffRole[]): Room | null {
  const name = path.split('/')[1] ?? ''
  return roomsOf(roles).find((room) => room === name) ?? null
}
