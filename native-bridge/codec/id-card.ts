import { ageOn, checkResidentId } from '../../core/identity.ts'
import { maskIdNumber, maskName } from '../../core/mask.ts'

/** 居民身份证, 外国人永久居留身份证 (2017), 港澳台居民居住证; 社会保障卡. */
export type CardKind = 'resident' | 'foreigner' | 'hk-mo-tw' | 'social-security'
export type CardSex = 'male' | 'female' | 'unknown'

export interface CardPerson {
  readonly name: string
  readonly sex: CardSex
  /** `YYYY-MM-DD`. */
  readonly birth: string
  readonly idNumber: string
  /** `YYYY-MM-DD`; null where the card has none that can be read. */
  readonly validFrom: string | null
  /** `YYYY-MM-DD`, or 长期; null where the card has none that can be read. */
  readonly validUntil: string | 'long-term' | null
}

/**
 * What is taken from a card that was read: never the photo, nor address, nation or issuer. The person's data stand in
 * a private field, so that no log, error or inspection of an object that holds a card shows them.
 */
export class IdCard {
  readonly kind: CardKind
  readonly #person: CardPerson

  constructor(kind: CardKind, person: CardPerson) {
    this.kind = kind
    this.#person = person
  }

  /** A method and no getter: some inspections run getters. */
  person(): CardPerson {
    return this.#person
  }

  /** Whole years on a day `YYYY-MM-DD`. */
  ageOn(day: string): number {
    return ageOn(this.#person.birth, day)
  }

  /** Whether the card's time is over on a day; false where its end cannot be read. */
  expiredOn(day: string): boolean {
    const until = this.#person.validUntil
    return until !== null && until !== 'long-term' && until < day
  }

  nameMasked(): string {
    return maskName(this.#person.name)
  }

  idMasked(): string {
    return maskIdNumber(this.#person.idNumber)
  }

  /**
   * Whether the number keeps the rule for resident numbers (GB 11643). Issued numbers that break it exist: somebody is
   * warned, nobody is turned away. A foreigner's number of 2017 has no such check.
   */
  get numberKeepsRule(): boolean {
    return this.kind === 'foreigner' || checkResidentId(this.#person.idNumber).ok
  }
}
