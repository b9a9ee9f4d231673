import type { HallSettings } from '../../../contract/shapes.ts'

/** The parts of the settings that differ: only they are sent, so that two people who change different parts agree. */
export function changedParts(before: HallSettings, after: HallSettings): Partial<HallSettings> {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.nameEn === after.nameEn ? {} : { nameEn: after.nameEn }),
    ...(before.timeZone === after.timeZone ? {} : { timeZone: after.timeZone }),
    ...(before.publicUrl === after.publicUrl ? {} : { publicUrl: after.publicUrl }),
    ...(same(sorted(before.rules), sorted(after.rules)) ? {} : { rules: after.rules }),
    ...(same(sorted(before.targets), sorted(after.targets)) ? {} : { targets: after.targets }),
    ...(same(sorted(before.board), sorted(after.board)) ? {} : { board: after.board }),
    ...(same(sorted(before.devices), sorted(after.devices)) ? {} : { devices: after.devices }),
    ...(same(sorted(before.signIn), sorted(after.signIn)) ? {} : { signIn: after.signIn }),
  }
}

/** The same with its keys in order, so that two of them compare as text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .map(([key, part]): [string, unknown] => [key, sorted(part)])
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
}

/** An address as one types it: without spaces and the slash at its end; null when there is none. */
export function cleanAddress(typed: string | null): string | null {
  const clean = (typed ?? '').trim().replace(/\/+$/, '')
  return clean === '' ? null : clean
}

/** Whether phones can open it: a whole address with scheme. */
export function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && hostname !== ''
}
