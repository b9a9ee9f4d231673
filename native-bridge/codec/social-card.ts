import iconv from 'iconv-lite'
import { fail, ok, type Result } from '../../core/result.ts'

/**
 * What a social-security card (社会保障卡) is asked, as APDUs of ISO 7816-4: its application is `sx1.sh.社会保障` in GBK;
 * its number stands in record 7 of EF 05, the holder's number and name in records 8 and 9 of EF 06. Each record begins
 * with two bytes, its tag and its length. From public code; newer cards may want a PIN before they tell.
 */
export const socialCardCommands = {
  select: Uint8Array.from([0x00, 0xa4, 0x04, 0x00, 0x0f, ...iconv.encode('sx1.sh.社会保障', 'gbk')]),
  cardNumber: Uint8Array.of(0x00, 0xb2, 0x07, 0x2c, 0x0b),
  selectPerson: Uint8Array.of(0x00, 0xa4, 0x02, 0x00, 0x02, 0xef, 0x06),
  idNumber: Uint8Array.of(0x00, 0xb2, 0x08, 0x00, 0x14),
  name: Uint8Array.of(0x00, 0xb2, 0x09, 0x00, 0x20),
} as const

/** Why a card did not tell: `wrong-card` has no such application or record, `locked` wants a PIN, `broken` makes no sense. */
export type SocialCardFault = 'wrong-card' | 'locked' | 'broken'

/** What a card answers, apart from the person: data and the two status bytes (SW1 SW2). */
export interface CardAnswer {
  readonly data: Uint8Array
  readonly status: number
}

/** Splits an answer; null for one that is too short to have a status. */
export function readAnswer(bytes: Uint8Array): CardAnswer | null {
  if (bytes.length < 2) return null
  const [high = 0, low = 0] = bytes.subarray(bytes.length - 2)
  return { data: bytes.subarray(0, bytes.length - 2), status: high * 256 + low }
}

/**
 * What to send after an answer that is not the last: 61xx has so many more bytes to fetch, 6Cxx wants the command again
 * with the right length. Null where the answer stands.
 */
export function followUp(command: Uint8Array, { status }: CardAnswer): Uint8Array | null {
  const length = status & 0xff
  switch (status >> 8) {
    case 0x61:
      return Uint8Array.of(0x00, 0xc0, 0x00, 0x00, length)
    case 0x6c:
      return Uint8Array.from([...command.subarray(0, -1), length])
    default:
      return null
  }
}

/** What a status that is no success means. */
export function faultOfStatus(status: number): SocialCardFault {
  // 6982: security status not satisfied; 6983: blocked; 6985: conditions of use not satisfied.
  if (status === 0x6982 || status === 0x6983 || status === 0x6985) return 'locked'
  const notThere = [0x6a81, 0x6a82, 0x6a83, 0x6a86, 0x6a88, 0x6d00, 0x6e00, 0x6999]
  return notThere.includes(status) ? 'wrong-card' : 'broken'
}

/** The text of a record: after tag and length, GBK, padded with spaces, zeros or FF. */
export function recordText({ data, status }: CardAnswer): Result<string, SocialCardFault> {
  if (status !== 0x9000) return fail(faultOfStatus(status))
  if (data.length < 2) return fail('broken')
  // The length of a record that is not full says more than the person's data where a card pads it.
  const body = data.subarray(2, 2 + (data[1] ?? 0))
  const end = body.findLastIndex((byte) => byte !== 0x00 && byte !== 0x20 && byte !== 0xff)
  const text = iconv.decode(Buffer.from(body.subarray(0, end + 1)), 'gbk').trim()
  // Padding in the middle of a text, or half a character: the record was read badly.
  return text === '' || /[\p{Cc}\ufffd]/u.test(text) ? fail('broken') : ok(text)
}
