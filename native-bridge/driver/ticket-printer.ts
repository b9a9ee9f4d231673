import type { PrintState } from '../../contract/bridge.ts'
import type { Bitmap } from '../codec/bitmap.ts'
import type { FontGlyphs } from '../glyphs/glyph-source.ts'
import type { Device } from './device.ts'

export type PrintReason = NonNullable<PrintState['reason']>

/**
 * How one print ended. `unknown` means that bytes left and nobody can say what became of them: it is never taken
 * for a success, and never printed again by itself.
 */
export type PrintOutcome =
  | { readonly state: 'printed' }
  | { readonly state: 'failed'; readonly reason: PrintReason }
  | { readonly state: 'unknown'; readonly reason: PrintReason | null }

export interface PrinterDress {
  readonly logo: Bitmap | null
  readonly glyphs: FontGlyphs | null
}

/** A printer of tickets. It never prints anything twice, and nothing that it was not just asked for. */
export interface TicketPrinter extends Device {
  /** Columns of half-width characters on a line. */
  readonly columns: number
  /** What its tickets have beside their words: a logo, and glyphs of characters that it does not have itself. */
  readonly dress: PrinterDress
  /**
   * A ticket will be here in a moment: the printer is looked at meanwhile, so that the ticket need not wait for it.
   * Resolves when it was looked at.
   */
  soon(): Promise<void>
  /**
   * Prints one ticket. `beforeFirstByte` runs once the printer is ready and before anything reaches it, so that
   * the caller can note that paper may come from here on.
   */
  print(bytes: Uint8Array, beforeFirstByte: () => void): Promise<PrintOutcome>
}
