import { z } from 'zod'
import { id } from '../shapes.ts'
import { entry, staffId } from './entry-type.ts'

/** Citizens who ask for a person. */
export const helpEntries = {
  'help-called': entry(
    '呼叫人工',
    ['notices'],
    z.object({ helpId: id, terminalId: id, terminalName: z.string(), about: z.string() }),
    ['helpId', 'terminalId', 'terminalName', 'about'],
  ),
  'help-taken': entry(
    '人工应答',
    ['notices'],
    z.object({ helpId: id, terminalId: id, staffId, staffName: z.string() }),
    ['helpId', 'terminalId', 'staffName'],
  ),
  'help-ended': entry(
    '人工结束',
    ['notices'],
    z.object({ helpId: id, terminalId: id, by: z.enum(['staff', 'kiosk']) }),
    ['helpId', 'terminalId', 'by'],
  ),
} as const
