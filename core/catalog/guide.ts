import { type CellFault, type ReadCell, textFault } from '../registry/cell.ts'
import { fail, ok, type Result } from '../result.ts'

/** Something to bring, with how many copies and what to know of it. */
export interface Material {
  readonly name: string
  readonly copies: string | null
  readonly note: string | null
}

/** Longest texts of a material, in characters. */
export const longestOfMaterial = { name: 120, copies: 40, note: 200 } as const
/** More than this is no list that anybody reads at a kiosk. */
export const mostMaterials = 40
/** The largest fee: ten million yuan less a fen. In 分. */
export const largestFeeFen = 999_999_999

/** What parts materials, and a material's parts, in a table's cell: no text of a material may hold them. */
export const materialSeparators = /[；;|｜\n\r]/

/** Writes materials as their cell: `名称|份数|说明；名称|份数`. */
export function writeMaterials(materials: readonly Material[]): string {
  return materials
    .map(({ name, copies, note }) => [name, copies ?? '', note ?? ''].join('|').replace(/\|+$/, ''))
    .join('；')
}

/** The materials of a cell that was read. */
export function materialsOf(cell: string): Material[] {
  if (cell === '') return []
  return cell.split('；').map((text) => {
    const [name = '', copies, note] = text.split('|')
    return { name, copies: copies || null, note: note || null }
  })
}

/** Reads a list of materials as people type it, also with half-width signs or one to a line. */
export const materialsCell: ReadCell = (typed) => {
  const read: Material[] = []
  for (const text of typed.split(/[；;\n\r]+/).filter((part) => part.trim() !== '')) {
    const material = readMaterial(text)
    if (!material.ok) return material
    if (read.some(({ name }) => name === material.value.name))
      return fail({ code: 'duplicate-material', message: `材料“${material.value.name}”写了两次。` })
    read.push(material.value)
  }
  if (read.length > mostMaterials)
    return fail({ code: 'too-many', message: `最多 ${mostMaterials} 项材料，现有 ${read.length} 项。` })
  return ok(writeMaterials(read))
}

function readMaterial(text: string): Result<Material, CellFault> {
  const [name = '', copies = '', note = '', ...more] = text.split(/[|｜]/).map((part) => part.trim())
  if (name === '' || more.length > 0)
    return fail({
      code: 'bad-value',
      message: `每项材料写作“名称|份数|说明”，后两项可以不写；现为“${text.trim()}”。`,
    })
  const fault =
    textFault(name, longestOfMaterial.name) ??
    textFault(copies, longestOfMaterial.copies) ??
    textFault(note, longestOfMaterial.note)
  return fault ? fail(fault) : ok({ name, copies: copies || null, note: note || null })
}

/** Reads a fee in yuan with at most two decimals; 0 is free of charge, an empty cell is not known. */
export const feeCell: ReadCell = (typed) => {
  const text = typed.normalize('NFKC').replace(/元$/, '').replaceAll(',', '').trim()
  if (text === '') return ok('')
  const found = /^(\d{1,7})(?:\.(\d{1,2})0*)?$/.exec(text)
  if (!found)
    return fail({
      code: 'bad-value',
      message: `收费以元计，如 20 或 12.50，不收费填 0；现为“${typed.trim()}”。`,
    })
  return ok(writeFee(Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))))
}

/** Writes a fee in 分 as its cell, in yuan. */
export function writeFee(feeFen: number | null): string {
  if (feeFen === null) return ''
  const fen = feeFen % 100
  const yuan = String((feeFen - fen) / 100)
  return fen === 0 ? yuan : `${yuan}.${String(fen).padStart(2, '0')}`
}

/** The fee, in 分, of a cell that was read. */
export function feeFenOf(cell: string): number | null {
  if (cell === '') return null
  const [yuan = '', fen = ''] = cell.split('.')
  return Number(yuan) * 100 + Number(fen.padEnd(2, '0'))
}

/** What a guide may not say, by the field that is to be mended. */
export interface GuideFault {
  readonly field: 'feeBasis' | 'promisedLimitDays'
  readonly message: string
}

/**
 * Why a guide must not be published: a fee needs its legal basis (行政许可法 §58–59), and a hall promises no longer
 * time than the law gives (§42). Limits are working days. Null when nothing speaks against it.
 */
export function guideFault(guide: {
  readonly feeFen: number | null
  readonly feeBasis: string | null
  readonly legalLimitDays: number | null
  readonly promisedLimitDays: number | null
}): GuideFault | null {
  const { feeFen, feeBasis, legalLimitDays, promisedLimitDays } = guide
  if (feeFen !== null && feeFen > 0 && feeBasis === null)
    return { field: 'feeBasis', message: '收费须写明依据' }
  if (legalLimitDays !== null && promisedLimitDays !== null && promisedLimitDays > legalLimitDays)
    return { field: 'promisedLimitDays', message: '承诺时限不能长于法定时限' }
  return null
}
