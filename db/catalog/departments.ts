import type Database from 'better-sqlite3'
import type { Department } from '../../contract/shapes.ts'
import { changeOne, query } from '../statement.ts'
import { initialsOf, pinyinOf } from './spell.ts'

const select = `SELECT d.id, d.name, d.name_en AS nameEn, d.initials, d.place,
    (SELECT count(*) FROM items i WHERE i.department_id = d.id AND i.active = 1) AS items,
    (SELECT count(DISTINCT i.group_name) FROM items i WHERE i.department_id = d.id AND i.active = 1) AS groups
  FROM departments d`

/** Departments in the order of their pinyin, as signs in a hall list them; items that are switched off are not counted. */
export function allDepartments(db: Database.Database): Department[] {
  return query<Department>(db, `${select} ORDER BY d.pinyin, d.id`).all()
}

/** Finds a department by its id. */
export function findDepartment(db: Database.Database, id: string): Department | undefined {
  return query<Department>(db, `${select} WHERE d.id = ?`).get(id)
}

/**
 * The sets that a department's items stand in, in the catalogue's order; `''` holds those that stand in none and
 * comes last.
 */
export function groupsOf(db: Database.Database, departmentId: string): { name: string; items: number }[] {
  return query<{ name: string; items: number }>(
    db,
    `SELECT group_name AS name, count(*) AS items FROM items WHERE department_id = ? AND active = 1
     GROUP BY group_name ORDER BY group_name = '', min(position)`,
  ).all(departmentId)
}

/** Ids of departments by name, and the queue that each one's items are for. */
export function departmentsByName(
  db: Database.Database,
): Map<string, { id: string; queueId: string | null }> {
  const rows = query<{ id: string; name: string; queueId: string | null }>(
    db,
    'SELECT id, name, queue_id AS queueId FROM departments',
  ).all()
  return new Map(rows.map(({ name, ...row }) => [name, row]))
}

/** What departments are called. */
export function departmentNames(db: Database.Database): { id: string; name: string }[] {
  return query<{ id: string; name: string }>(db, 'SELECT id, name FROM departments').all()
}

/** Registers a department; its pinyin and initials are made here. It has no queue yet. */
export function insertDepartment(
  db: Database.Database,
  department: { id: string; name: string; nameEn: string | null; place: string | null },
): void {
  query(
    db,
    'INSERT INTO departments (id, name, name_en, pinyin, initials, place) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    department.id,
    department.name,
    department.nameEn,
    pinyinOf(department.name),
    initialsOf(department.name),
    department.place,
  )
}

/** A department as it is registered. */
export interface DepartmentRow {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly place: string | null
  readonly queueId: string | null
  /** Its items, those that are switched off too. */
  readonly items: number
}

const registration = `SELECT d.id, d.name, d.name_en AS nameEn, d.place, d.queue_id AS queueId,
    (SELECT count(*) FROM items i WHERE i.department_id = d.id) AS items
  FROM departments d`

/** Departments with their queues, as the console keeps them. */
export function departmentRegister(db: Database.Database): DepartmentRow[] {
  return query<DepartmentRow>(db, `${registration} ORDER BY d.pinyin, d.id`).all()
}

/** One department as it is registered; undefined when there is none. */
export function findDepartmentRow(db: Database.Database, id: string): DepartmentRow | undefined {
  return query<DepartmentRow>(db, `${registration} WHERE d.id = ?`).get(id)
}

/** Replaces what is registered of a department; its pinyin and initials follow the name. */
export function updateDepartment(
  db: Database.Database,
  department: Omit<DepartmentRow, 'items' | 'queueId'>,
): void {
  changeOne(
    db,
    'UPDATE departments SET name = ?, name_en = ?, pinyin = ?, initials = ?, place = ? WHERE id = ?',
    department.name,
    department.nameEn,
    pinyinOf(department.name),
    initialsOf(department.name),
    department.place,
    department.id,
  )
}

/** Says which queue a department's items are for unless an item says otherwise. */
export function setDepartmentQueue(
  db: Database.Database,
  departmentId: string,
  queueId: string | null,
): void {
  changeOne(db, 'UPDATE departments SET queue_id = ? WHERE id = ?', queueId, departmentId)
}
