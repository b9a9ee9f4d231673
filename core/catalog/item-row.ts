import { textFault } from '../registry/cell.ts'
import { fail, ok, type Result } from '../result.ts'
import { ungrouped } from './group.ts'

/** The columns of a catalogue file, by the names that its first line gives them. */
export const catalogueColumns = ['department', 'group', 'name', 'item_code', 'task_type'] as const
export type CatalogueColumn = (typeof catalogueColumns)[number]

/**
 * Kinds of authority whose items a citizen applies for, by the national catalogue's numbers: 1 行政许可,
 * 5 行政给付, 7 行政确认, 8 行政奖励, 9 行政裁决, 10 其他行政权力, 20 公共服务.
 */
export const taskTypes = ['1', '5', '7', '8', '9', '10', '20'] as const

/**
 * Longest texts. A department's name becomes its queue's and stands on tickets. Codes appear with 31 to 55
 * characters, so that their length proves nothing; the bound only keeps out what is no code at all.
 */
const longest: Readonly<Record<CatalogueColumn, number>> = {
  department: 60,
  group: 300,
  name: 300,
  item_code: 60,
  task_type: 4,
}

/** One item as a catalogue file tells it, checked. `group` is '' where the item belongs to no set. */
export interface ItemRow {
  readonly department: string
  readonly group: string
  readonly name: string
  readonly code: string
  readonly taskType: string
}

/** What is wrong with a field: a stable code, and a sentence that says what to do. */
export interface RowFault {
  readonly column: string
  readonly code: string
  readonly message: string
}

/** Checks one row. Names every faulty field, not only the first. Spaces around a field are dropped. */
export function checkRow(fields: Readonly<Record<CatalogueColumn, string>>): Result<ItemRow, RowFault[]> {
  const clean = {
    department: fields.department.trim(),
    group: fields.group.trim(),
    name: fields.name.trim(),
    item_code: fields.item_code.trim(),
    task_type: fields.task_type.trim(),
  }
  const faults: RowFault[] = []
  for (const column of catalogueColumns) {
    const fault = faultOf(column, clean[column])
    if (fault) faults.push({ column, ...fault })
  }
  if (faults.length > 0) return fail(faults)
  return ok({
    department: clean.department,
    group: clean.group === ungrouped ? '' : clean.group,
    name: clean.name,
    code: clean.item_code,
    taskType: clean.task_type,
  })
}

/** Reads one field by itself; spaces around it are dropped. */
export function readField(column: CatalogueColumn, typed: string): Result<string, Omit<RowFault, 'column'>> {
  const fault = faultOf(column, typed.trim())
  return fault ? fail(fault) : ok(typed.trim())
}

function faultOf(column: CatalogueColumn, text: string): Omit<RowFault, 'column'> | null {
  if (text === '') return column === 'group' ? null : { code: 'empty', message: '不能为空。' }
  const fault = textFault(text, longest[column])
  if (fault) return fault
  if (column === 'item_code' && !/^[A-Za-z0-9-]+$/.test(text))
    return {
      code: 'bad-character',
      message: `事项编码只能有字母、数字和短横：${text}。若由表格软件改成了科学计数，请将该列设为文本。`,
    }
  if (column === 'task_type' && !taskTypes.some((known) => known === text))
    return {
      code: 'unknown-task-type',
      message: `没有这种事项类型：${text}。可用：${taskTypes.join('、')}。`,
    }
  return null
}
