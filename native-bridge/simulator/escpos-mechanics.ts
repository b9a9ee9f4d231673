import type { PrinterModel } from '../codec/escpos-status.ts'

/** What of a printer its status bytes tell. */
export interface PrinterMechanics {
  readonly model: PrinterModel
  readonly coverOpen: boolean
  readonly paperOut: boolean
  readonly nearEnd: boolean
  readonly cutterJammed: boolean
  /** The head is too hot; it cools down by itself. */
  readonly headHot: boolean
  /** Something that only a technician mends. */
  readonly broken: boolean
  /** A presenter holds a ticket that nobody took yet. */
  readonly ticketInMouth: boolean
}

const bit = (on: boolean, mask: number) => (on ? mask : 0)

/** Whether it cannot print. */
export function isOffline(printer: PrinterMechanics): boolean {
  const { coverOpen, paperOut, cutterJammed, headHot, broken } = printer
  return coverOpen || paperOut || cutterJammed || headHot || broken
}

/** The answer to `DLE EOT n`. */
export function answerByte(printer: PrinterMechanics, part: number): number {
  const error = printer.cutterJammed || printer.headHot || printer.broken
  switch (part) {
    case 1:
      return 0x12 | bit(isOffline(printer), 0x08)
    case 2:
      return 0x12 | bit(printer.coverOpen, 0x04) | bit(printer.paperOut, 0x20) | bit(error, 0x40)
    case 3:
      return 0x12 | bit(printer.cutterJammed, 0x08) | bit(printer.broken, 0x20) | bit(printer.headHot, 0x40)
    default:
      if (printer.model === 'presenter')
        return (
          0x12 | bit(printer.nearEnd, 0x0c) | bit(printer.paperOut, 0x20) | bit(printer.ticketInMouth, 0x40)
        )
      return 0x12 | bit(printer.nearEnd, 0x0c) | bit(printer.paperOut, 0x60)
  }
}

/** The four bytes of automatic status. */
export function automaticBytes(printer: PrinterMechanics): Uint8Array {
  return Uint8Array.of(
    0x10 | bit(isOffline(printer), 0x08) | bit(printer.coverOpen, 0x20),
    bit(printer.cutterJammed, 0x08) | bit(printer.broken, 0x20) | bit(printer.headHot, 0x40),
    bit(printer.nearEnd, 0x03) | bit(printer.paperOut, 0x0c),
    0x0f,
  )
}
