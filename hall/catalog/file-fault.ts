import type { RowFault } from '../../core/catalog/item-row.ts'

/** A fault and the line of the file on which its row begins; the header is line 1. */
export interface FileFault extends RowFault {
  readonly line: number
}
