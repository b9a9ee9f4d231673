import { createHash, randomBytes } from 'node:crypto'
import type { DeviceRow } from '../../contract/devices/row.ts'
import { checkResidentId } from '../../core/identity.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { IdCard } from '../codec/id-card.ts'
import {
  faultOfStatus,
  followUp,
  readAnswer,
  recordText,
  type SocialCardFault,
  socialCardCommands,
} from '../codec/social-card.ts'
import type { CardSlot, SlotCard } from '../transport/card-slot.ts'
import { absent, type DeviceListener, DeviceStatus, ready } from './device.ts'
import type { CardFailure, CardReading, IdCardReader } from './id-card-reader.ts'

/** A card that went while it was read is no fault of its own: it is put in again. */
type ReadingFault = SocialCardFault | 'gone'

const failures: Readonly<Record<ReadingFault, CardFailure>> = {
  gone: 'not-read',
  broken: 'not-read',
  'wrong-card': 'wrong-card',
  // It wants a PIN, which we do not ask for: the person's ID card does as well.
  locked: 'unknown-kind',
}

/** A 61xx or 6Cxx answer is followed at most so often: a card that goes on asking is broken. */
const mostFollowUps = 3

/**
 * A reader of social-security cards: each card that is put in is read once, name and number, and told to listeners. What
 * it says is kept nowhere: not in the row, the counters, the faults, or an error.
 */
export class SocialCardReader implements IdCardReader {
  readonly #slot: (status: DeviceStatus) => CardSlot
  readonly #status: DeviceStatus
  readonly #listeners = new Set<(reading: CardReading) => void>()
  #watch: { stop(): Promise<void> } | null = null
  #reading: Promise<void> = Promise.resolve()
  /** By what the card that was read last is known again, which says nothing of its person; or why it gave none. */
  #mark: CardMark | ReadingFault | null = null

  constructor(options: {
    readonly name: string
    readonly place: string
    /** The slot may count what went over its line, and note a mistake of ours. */
    readonly slot: (status: DeviceStatus) => CardSlot
  }) {
    this.#slot = options.slot
    this.#status = new DeviceStatus({
      name: options.name,
      kind: 'social-security-card',
      driver: 'pcsc',
      place: options.place,
    })
  }

  row(): DeviceRow {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  onCard(listener: (reading: CardReading) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#watch = this.#slot(this.#status).watch({
      onSlot: (there) => this.#status.become(there ? ready : absent),
      onCard: (card) => {
        this.#reading = this.#reading
          .then(() => this.#read(card))
          .catch((error: unknown) => this.#status.broke(error))
      },
      onSilent: () => this.#status.become({ state: 'fault', detail: 'silent' }),
      onCardGone: () => {},
      isSameCard: (card) => this.#isSame(card),
    })
  }

  async stop(): Promise<void> {
    await this.#watch?.stop()
    await this.#reading
    this.#status.become({ state: 'off', detail: '' })
  }

  /** Whether a card answers as the one that was read did. A new one has nothing selected, whoever's it is. */
  async #isSame(card: SlotCard): Promise<boolean> {
    await this.#reading
    const mark = this.#mark
    if (mark === null) return false
    if (typeof mark === 'string') {
      const person = await readPerson(card)
      return !person.ok && person.problem === mark
    }
    const number = await text(card, socialCardCommands.idNumber)
    return number.ok && digest(mark.salt, number.value).equals(mark.digest)
  }

  async #read(card: SlotCard): Promise<void> {
    const person = await readPerson(card)
    this.#mark = person.ok ? markOf(person.value) : person.problem
    await card.release()
    const reading: CardReading = person.ok
      ? { what: 'read', card: person.value }
      : { what: 'failed', why: failures[person.problem] }
    for (const listener of this.#listeners) listener(reading)
  }
}

interface CardMark {
  readonly salt: Buffer
  readonly digest: Buffer
}

function markOf(card: IdCard): CardMark {
  const salt = randomBytes(16)
  return { salt, digest: digest(salt, card.person().idNumber ?? '') }
}

function digest(salt: Buffer, idNumber: string): Buffer {
  return createHash('sha256').update(salt).update(idNumber.toUpperCase()).digest()
}

async function readPerson(card: SlotCard): Promise<Result<IdCard, ReadingFault>> {
  for (const command of [socialCardCommands.select, socialCardCommands.selectPerson]) {
    const selected = await ask(card, command)
    if (!selected.ok) return selected
    if (selected.value.status !== 0x9000) return fail(faultOfStatus(selected.value.status))
  }
  const idNumber = await text(card, socialCardCommands.idNumber)
  if (!idNumber.ok) return idNumber
  const name = await text(card, socialCardCommands.name)
  if (!name.ok) return name
  const checked = checkResidentId(idNumber.value)
  // Without a birth date that can be, the card's number is none: somebody looks at it.
  if (!checked.ok) return fail('broken')
  return ok(
    new IdCard('social-security', {
      name: name.value,
      sex: checked.value.sex,
      birth: checked.value.birth,
      idNumber: idNumber.value.toUpperCase(),
      validFrom: null,
      validUntil: null,
    }),
  )
}

async function text(card: SlotCard, command: Uint8Array): Promise<Result<string, ReadingFault>> {
  const answer = await ask(card, command)
  return answer.ok ? recordText(answer.value) : answer
}

async function ask(card: SlotCard, command: Uint8Array) {
  let sent: Uint8Array | null = command
  for (let attempt = 0; attempt <= mostFollowUps && sent !== null; attempt += 1) {
    const bytes = await card.transmit(sent)
    if (bytes === null) return fail<ReadingFault>('gone')
    const answer = readAnswer(bytes)
    if (answer === null) return fail<ReadingFault>('broken')
    sent = followUp(sent, answer)
    if (sent === null) return ok(answer)
  }
  return fail<ReadingFault>('broken')
}
