import { z } from 'zod'
import { id, ratingLevel } from '../shapes.ts'
import { entry, staffId } from './entry-type.ts'

/** Ratings, and what follows from low ones. */
export const ratingEntries = {
  'rating-given': entry(
    '评价',
    ['ratings'],
    z.object({
      ratingId: id,
      serviceId: id,
      ticketId: id,
      number: z.string(),
      windowId: id,
      staffId,
      itemId: id.nullable(),
      level: ratingLevel,
      reasons: z.array(z.string()),
      /** The words themselves are kept encrypted beside the rating; the journal says only that there are some. */
      hasText: z.boolean(),
      channel: z.enum(['pad', 'phone', 'kiosk']),
      terminalId: id.nullable(),
    }),
    // The level is no display's business: the rater stays confidential.
    ['ticketId', 'number', 'windowId'],
  ),
  'rating-lapsed': entry(
    '未评价',
    ['ratings'],
    z.object({ serviceId: id, ticketId: id, number: z.string(), windowId: id, staffId }),
    ['ticketId', 'number', 'windowId'],
  ),
  'rectification-opened': entry(
    '整改立案',
    ['notices'],
    z.object({ rectificationId: id, ratingId: id, ticketId: id, windowId: id, staffId, dueOn: z.string() }),
  ),
} as const
