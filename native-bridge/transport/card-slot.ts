/** A card in a slot, as long as it is there. */
export interface SlotCard {
  /** Sends a command APDU; null when the card went in the middle of it. */
  transmit(command: Uint8Array): Promise<Uint8Array | null>
  /** Ends the conversation; the card stays in the slot. */
  release(): Promise<void>
}

/** What a slot's one owner hears. */
export interface SlotListener {
  /** A slot is there, or gone: no such reader, no service, a cut line. */
  onSlot(there: boolean): void
  /** The line is open, and nothing answers on it. */
  onSilent(): void
  onCard(card: SlotCard): void
  onCardGone(): void
  /**
   * Whether the card in the slot is still the one that was told of: asked where a slot is looked at now and then only, and
   * one card may have taken another's place in between.
   */
  isSameCard(card: SlotCard): Promise<boolean>
}

/** A reader of chip cards, contact or not. It looks for its slot again by itself whenever that went. */
export interface CardSlot {
  /** Where it is, for people: `pcsc ACS ACR38U`. */
  readonly place: string
  watch(listener: SlotListener): { stop(): Promise<void> }
}
