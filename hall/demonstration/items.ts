import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { checkRow, type ItemRow } from '../../core/catalog/item-row.ts'
import type { GuideFields } from '../../db/catalog/items.ts'

/** An item of the demonstration hall: what a catalogue says, its guide, and its queue's prefix. */
export interface DemonstrationItem extends ItemRow {
  readonly prefix: string
  readonly guide: GuideFields
}

const wholeNumber = z.string().regex(/^\d+$/).transform(Number)
/** A catalogue's five columns, and what a guide needs besides. Days are working days. */
const row = z.object({
  department: z.string(),
  group: z.string(),
  name: z.string(),
  item_code: z.string(),
  task_type: z.string(),
  queue: z.string(),
  topic: z.string().min(1),
  name_en: z.string().min(1),
  legal_days: wholeNumber,
  promised_days: wholeNumber,
  trips: wholeNumber,
  fee_yuan: wholeNumber,
  fee_basis: z.string(),
  /** `名称|份数|说明；名称|份数`: a list of materials with their copies and a note. */
  materials: z.string().min(1),
})

/** Reads the items that ship with the demonstration hall. Throws when the file is not as it must be. */
export function demonstrationItems(): DemonstrationItem[] {
  const csv = readFileSync(join(import.meta.dirname, 'items.csv'), 'utf8')
  return z
    .array(row)
    .parse(parse(csv, { columns: true }))
    .map(toItem)
}

function toItem(fields: z.infer<typeof row>): DemonstrationItem {
  const checked = checkRow(fields)
  if (!checked.ok)
    throw new Error(`demonstration item ${fields.item_code}: ${JSON.stringify(checked.problem)}`)
  return {
    ...checked.value,
    prefix: fields.queue,
    guide: {
      nameEn: fields.name_en,
      topic: fields.topic,
      materials: fields.materials.split('；').map((material) => {
        const [name = '', copies, note] = material.split('|')
        return { name, copies: copies || null, note: note || null }
      }),
      feeFen: fields.fee_yuan * 100,
      feeBasis: fields.fee_basis || null,
      legalLimitDays: fields.legal_days,
      promisedLimitDays: fields.promised_days,
      trips: fields.trips,
    },
  }
}
