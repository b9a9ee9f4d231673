import iconv from 'iconv-lite'
import type { DockAction, DockPanel } from '../../contract/dock.ts'
import { socialCardCommands } from '../codec/social-card.ts'
import { encodeVpcd, VpcdDecoder, vpcdControl } from '../codec/vpcd.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'
import { madeUpNumber } from './sam-v-cards.ts'

/** A chip card in the tray: a made-up person, or no social-security card at all. */
export interface ChipCard {
  readonly card: string
  readonly kind: string
  readonly name: string
  readonly about: string
  readonly cardNumber: string
  readonly idNumber: string
  /** `locked` wants a PIN before it tells who it is; `other` is another card; `broken` gives half an answer. */
  readonly condition: 'well' | 'locked' | 'other' | 'broken'
}

/** What a reset card says of itself: T=0, nothing more. */
const atr = Uint8Array.of(0x3b, 0x00)
const success = [0x90, 0x00]
const notFound = [0x6a, 0x82]
const locked = [0x69, 0x82]
const unknownCommand = [0x6d, 0x00]

/** The tray of the dock. Ages are true in the year given. */
export function chipCards(year: number): ChipCard[] {
  const card = (
    id: string,
    name: string,
    age: number,
    condition: ChipCard['condition'],
    about: string,
  ): ChipCard => ({
    card: id,
    kind: '社会保障卡',
    name,
    about,
    cardNumber: `S${String(age).padStart(8, '0')}`,
    idNumber: madeUpNumber(`${year - age}0101`, age),
    condition,
  })
  return [
    card('social', '钱样例', 45, 'well', '45 岁'),
    card('social-elder', '孙样例', 66, 'well', '66 岁'),
    card('social-locked', '李样例', 28, 'locked', '新卡，需要密码'),
    { ...card('other-chip', '——', 30, 'other', '不是社会保障卡'), kind: '公交卡' },
  ]
}

/**
 * A social-security card in its reader, speaking the virtual reader's protocol: directly, or plugged into a PC/SC
 * service. It tells a record only of the file that was selected, as a real one does.
 */
export class SimulatedSocialCard extends SimulatedDevice implements Docked {
  readonly cards: readonly ChipCard[]
  /** 6Cxx and 61xx as some chips answer, instead of the whole record at once. */
  asksForLength = false
  /** It was asked while no card was in it: whoever watches knows that the last one went. */
  seenEmpty = false
  #decoder = new VpcdDecoder()
  #inserted: ChipCard | null = null
  #selected: 'nothing' | 'application' | 'person' = 'nothing'
  #waiting: Uint8Array | null = null

  constructor(cards: readonly ChipCard[] = chipCards(new Date().getFullYear())) {
    super()
    this.cards = cards
  }

  get inserted(): string | null {
    return this.#inserted?.card ?? null
  }

  /** Puts a card in, in place of one that is in the slot. False where the tray has no such card. */
  insert(card: string): boolean {
    const found = this.cards.find((one) => one.card === card)
    if (found === undefined) return false
    this.#inserted = found
    this.seenEmpty = false
    this.#selected = 'nothing'
    this.changed()
    return true
  }

  remove(): void {
    this.#inserted = null
    this.#selected = 'nothing'
    this.changed()
  }

  panel(): DockPanel {
    return {
      kind: 'social-security-card',
      cards: this.cards.map(({ card, kind, name, about }) => ({ card, kind, name, about })),
      laid: this.inserted,
      busy: this.#selected === 'application',
    }
  }

  act(action: DockAction): boolean {
    if (action.do === 'lay-card') return this.insert(action.card)
    if (action.do !== 'lift-card') return actOnLine(this, action)
    this.remove()
    return true
  }

  protected hear(bytes: Uint8Array): void {
    for (const one of this.#decoder.feed(bytes)) if (one.kind === 'message') this.#take(one.message)
  }

  protected override hostLeft(): void {
    this.#decoder = new VpcdDecoder()
  }

  protected override powerLost(): void {
    this.#decoder = new VpcdDecoder()
    this.#selected = 'nothing'
  }

  #take(message: Uint8Array): void {
    if (message.length === 1) {
      if (message[0] === vpcdControl.atr && this.#inserted === null) this.seenEmpty = true
      if (message[0] === vpcdControl.atr) this.say(encodeVpcd(this.#inserted ? atr : new Uint8Array()))
      else this.#selected = 'nothing'
      return
    }
    const { card, answer } = this.#answer(message)
    if (card) this.say(encodeVpcd(Uint8Array.from(answer)))
  }

  /** Nothing answers where no card is. */
  #answer(command: Uint8Array): { card: boolean; answer: number[] } {
    const card = this.#inserted
    if (card === null) return { card: false, answer: [] }
    return { card: true, answer: this.#respond(card, command) }
  }

  #respond(card: ChipCard, command: Uint8Array): number[] {
    if (isGetResponse(command)) {
      const rest = this.#waiting
      this.#waiting = null
      return rest ? [...rest, ...success] : unknownCommand
    }
    if (same(command, socialCardCommands.select)) {
      if (card.condition === 'other') return notFound
      this.#selected = 'application'
      return success
    }
    if (same(command, socialCardCommands.selectPerson)) {
      if (this.#selected === 'nothing') return notFound
      this.#selected = 'person'
      return success
    }
    if (same(command, socialCardCommands.cardNumber) && this.#selected === 'application')
      return this.#record(0x07, iconv.encode(card.cardNumber, 'gbk'), 9)
    if (this.#selected !== 'person') return notFound
    if (card.condition === 'locked') return locked
    if (same(command, socialCardCommands.idNumber))
      return this.#record(0x08, iconv.encode(card.idNumber, 'gbk'), 18)
    if (same(command, socialCardCommands.name))
      return card.condition === 'broken' ? [0x09] : this.#record(0x09, iconv.encode(card.name, 'gbk'), 30)
    return unknownCommand
  }

  #record(tag: number, text: Uint8Array, length: number): number[] {
    const record = Uint8Array.from([tag, length, ...text, ...new Uint8Array(length - text.length)])
    if (!this.asksForLength) return [...record, ...success]
    this.#waiting = record
    return [0x61, record.length]
  }
}

function same(command: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(command, other) === 0
}

function isGetResponse(command: Uint8Array): boolean {
  return command.length === 5 && command[1] === 0xc0
}
