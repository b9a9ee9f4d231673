import { z } from 'zod'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { CardDesk } from './card-desk.ts'

/** Priority goes to people of this age and more (see the classes of tickets). */
const priorityFromAge = 60

const anyObject = z.looseObject({})

/** A request's body as the hall gets it, and the card that it was named by; null where it names none. */
export interface NamedBody {
  readonly body: Uint8Array | null
  readonly cardId: string | null
}

/**
 * Puts a card's number into a body that names the card. Any other body passes as the bytes it is. With `withClass`
 * somebody of 60 or more gets the class `priority` where the body names none.
 */
export function nameByCard(
  body: Uint8Array | null,
  desk: CardDesk,
  key: string,
  { withClass }: { readonly withClass: boolean },
): Result<NamedBody, Refusal> {
  const asked = objectIn(body)
  if (asked === null || asked['cardId'] === undefined) return ok({ body, cardId: null })
  const { cardId, ...rest } = asked
  if (typeof cardId !== 'string' || rest['idNumber'] !== undefined) {
    const message = typeof cardId === 'string' ? '证件和证件号码只能给出其一' : '须为读卡时给出的编号'
    return fail(refusal('validation', undefined, { errors: [{ path: 'cardId', message }] }))
  }
  const press = desk.claim(cardId, key)
  if (press === null) return fail(refusal('card-unknown', '请把证件在读卡处再放一次。'))
  const ofAge = withClass && press.age >= priorityFromAge && rest['class'] === undefined
  const named = {
    ...rest,
    ...(ofAge ? { class: 'priority' } : {}),
    idNumber: press.idNumber,
    readFromCard: true,
  }
  return ok({ body: Buffer.from(JSON.stringify(named)), cardId })
}

function objectIn(body: Uint8Array | null): Record<string, unknown> | null {
  if (body === null) return null
  try {
    const read = anyObject.safeParse(JSON.parse(Buffer.from(body).toString('utf8')))
    return read.success ? read.data : null
  } catch {
    // Not JSON: the hall says so.
    return null
  }
}
