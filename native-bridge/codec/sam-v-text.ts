import { isDay } from '../../core/day.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type CardKind, type CardPerson, type CardSex, IdCard } from './id-card.ts'
import { cardTextBytes } from './sam-v.ts'

/**
 * Why a card's text gives no person: a kind of card whose layout is not known (a foreigner's of 2023 among them), or
 * fields that cannot be. Either way the card is shown to a person.
 */
export type CardTextFault = 'unknown-kind' | 'unreadable'

/** A field's place in the 256 bytes: offset, length. UTF-16LE, filled up with spaces. */
type Field = readonly [at: number, bytes: number]

const typeField: Field = [248, 2]
/** 居民身份证 (GA 490), and with it the residence permit for Hong Kong, Macau and Taiwan, which leaves out the nation. */
const resident = {
  name: [0, 30],
  sex: [30, 2],
  nation: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  idNumber: [122, 36],
  issuer: [158, 30],
  from: [188, 16],
  until: [204, 16],
} as const satisfies Record<string, Field>
const permit = { ...resident, passNumber: [220, 18], issues: [238, 4] } as const satisfies Record<
  string,
  Field
>
/** 外国人永久居留身份证 of 2017. */
const foreigner = {
  englishName: [0, 120],
  sex: [120, 2],
  idNumber: [122, 30],
  country: [152, 6],
  chineseName: [158, 30],
  from: [188, 16],
  until: [204, 16],
  birth: [220, 16],
  version: [236, 4],
  office: [240, 8],
} as const satisfies Record<string, Field>

/** What stands on a card, as the simulator writes it; dates `YYYYMMDD` or 长期. */
export type CardText =
  | ({ readonly type: 'resident' } & Partial<Record<keyof typeof resident, string>>)
  | ({ readonly type: 'hk-mo-tw' } & Partial<Record<keyof typeof permit, string>>)
  | ({ readonly type: 'foreigner' } & Partial<Record<keyof typeof foreigner, string>>)
  /** A card of a layout that is not known: only its type and some text. */
  | { readonly type: 'other'; readonly letter: string; readonly name: string }

/** Reads a card's 256 bytes. What kind of card it is stands at offset 248 and comes before any other field. */
export function readCardText(text: Uint8Array): Result<IdCard, CardTextFault> {
  if (text.length !== cardTextBytes) return fail('unreadable')
  switch (textAt(text, typeField)) {
    case '':
      return person('resident', text, resident, textAt(text, resident.name))
    case 'J':
      return person('hk-mo-tw', text, permit, textAt(text, permit.name))
    case 'I':
      return person(
        'foreigner',
        text,
        foreigner,
        textAt(text, foreigner.chineseName) || textAt(text, foreigner.englishName),
      )
    default:
      return fail('unknown-kind')
  }
}

type PersonFields = Record<'sex' | 'idNumber' | 'birth' | 'from' | 'until', Field>

function person(
  kind: CardKind,
  text: Uint8Array,
  fields: PersonFields,
  name: string,
): Result<IdCard, CardTextFault> {
  const idNumber = textAt(text, fields.idNumber).toUpperCase()
  // 外国人永久居留身份证 of 2023: 18 digits that begin with 9. Its layout is not known, so no other field is believed.
  if (/^9\d{16}[\dX]$/.test(idNumber)) return fail('unknown-kind')
  const birth = dayOf(textAt(text, fields.birth))
  const isNumber = kind === 'foreigner' ? /^[A-Z]{3}\d{12}$/.test(idNumber) : /^\d{17}[\dX]$/.test(idNumber)
  if (name === '' || birth === null || !isNumber) return fail('unreadable')
  const until = textAt(text, fields.until)
  const read: CardPerson = {
    name,
    sex: sexOf(textAt(text, fields.sex)),
    birth,
    idNumber,
    validFrom: dayOf(textAt(text, fields.from)),
    validUntil: until === '长期' ? 'long-term' : dayOf(until),
  }
  return ok(new IdCard(kind, read))
}

/** Writes the 256 bytes of a card. */
export function writeCardText(card: CardText): Uint8Array {
  const text = Buffer.alloc(cardTextBytes)
  for (let at = 0; at < cardTextBytes; at += 2) text.writeUInt16LE(0x20, at)
  switch (card.type) {
    case 'other':
      put(text, resident.name, card.name)
      put(text, typeField, card.letter)
      return text
    case 'resident':
      for (const [name, field] of Object.entries(resident)) put(text, field, fieldOf(card, name))
      return text
    case 'hk-mo-tw':
      for (const [name, field] of Object.entries(permit)) put(text, field, fieldOf(card, name))
      put(text, typeField, 'J')
      return text
    case 'foreigner':
      for (const [name, field] of Object.entries(foreigner)) put(text, field, fieldOf(card, name))
      put(text, typeField, 'I')
      return text
  }
}

function fieldOf(card: Readonly<Record<string, string | undefined>>, name: string): string {
  return card[name] ?? ''
}

function put(text: Buffer, [at, bytes]: Field, value: string): void {
  Buffer.from(value, 'utf16le').subarray(0, bytes).copy(text, at)
}

/** A field's text without what fills it up: spaces, and zeros where a field was never written. */
function textAt(text: Uint8Array, [at, bytes]: Field): string {
  return Buffer.from(text.subarray(at, at + bytes))
    .toString('utf16le')
    .replaceAll('\u0000', ' ')
    .trim()
}

function dayOf(digits: string): string | null {
  if (!/^\d{8}$/.test(digits)) return null
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  return isDay(day) ? day : null
}

/** GB/T 2261.1: 1 male, 2 female; 0 and 9 say neither. */
function sexOf(code: string): CardSex {
  if (code === '1') return 'male'
  return code === '2' ? 'female' : 'unknown'
}
