import type { ItemRegistration } from '../../../contract/shapes.ts'

/** What the form of an item holds: texts as they are typed, the fee in yuan, null for what is not known. */
export interface ItemValues {
  code: string
  name: string
  nameEn: string
  departmentId: string | null
  group: string
  taskType: string | null
  queueId: string | null
  topic: string
  materials: TypedMaterial[]
  feeYuan: number | null
  feeBasis: string
  legalLimitDays: number | null
  promisedLimitDays: number | null
  trips: number | null
  active: boolean
}

/** A material as it is typed; a new row of the form has nothing yet. */
export interface TypedMaterial {
  name?: string
  copies?: string | null
  note?: string | null
}

/** What the form begins with. */
export function valuesOf(item: ItemRegistration | null): ItemValues {
  return {
    code: item?.code ?? '',
    name: item?.name ?? '',
    nameEn: item?.nameEn ?? '',
    departmentId: item?.departmentId ?? null,
    group: item?.group ?? '',
    taskType: item?.taskType ?? null,
    queueId: item?.ownQueueId ?? null,
    topic: item?.topic ?? '',
    materials: item?.materials.map((one) => ({ ...one })) ?? [],
    feeYuan: item?.feeFen == null ? null : item.feeFen / 100,
    feeBasis: item?.feeBasis ?? '',
    legalLimitDays: item?.legalLimitDays ?? null,
    promisedLimitDays: item?.promisedLimitDays ?? null,
    trips: item?.trips ?? null,
    active: item?.active ?? true,
  }
}

/** The part of what was typed that is the item's guide, as the hall takes it: money in 分, empty texts as none. */
export function guideOf(values: ItemValues) {
  const { legalLimitDays, promisedLimitDays, trips } = values
  return {
    topic: orNull(values.topic),
    materials: (values.materials ?? []).map(({ name, copies, note }) => ({
      name: name?.trim() ?? '',
      copies: orNull(copies),
      note: orNull(note),
    })),
    // Rounded, because 12.35 × 100 is no whole number to a computer.
    feeFen: values.feeYuan === null ? null : Math.round(values.feeYuan * 100),
    feeBasis: orNull(values.feeBasis),
    legalLimitDays,
    promisedLimitDays,
    trips,
  }
}

function orNull(text: string | null | undefined): string | null {
  const clean = text?.trim() ?? ''
  return clean === '' ? null : clean
}
