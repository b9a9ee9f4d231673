import { createContext, useContext } from 'react'
import { must } from '../../core/result.ts'
import type { BridgeTerminal } from '../data/terminal-page.ts'
import type { Move, Place, Session, TakeRequest } from './session.ts'
import type { Card } from './use-card.ts'
import type { Help } from './use-help.ts'
import type { Speech } from './use-speech.ts'

/** What the bar has unfolded above itself. */
export type Tray = 'size' | 'speech' | null

/** What every page of the kiosk can see and do. */
export interface Kiosk {
  readonly session: Session
  readonly bridge: BridgeTerminal | null
  readonly help: Help
  readonly card: Card
  readonly speech: Speech
  readonly tray: Tray
  setTray(tray: Tray): void
  move(move: Move): void
  go(place: Place): void
  /** Takes a ticket and shows it, or why not. One press is one ticket, also when an answer is lost and it is tried again. */
  take(request: TakeRequest): void
  readonly taking: boolean
  /** Ends the person's session: everything of theirs is gone. */
  leave(): void
}

export const KioskContext = createContext<Kiosk | null>(null)

export function useKiosk(): Kiosk {
  return must(useContext(KioskContext), 'a kiosk view stands inside a session')
}
