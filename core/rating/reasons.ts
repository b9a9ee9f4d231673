import { opensRectification, type RatingLevel } from './level.ts'

/**
 * Reasons offered when a rating is low. The id is stored and stays; the words stand on pad, phone and kiosk.
 * Choosing none is always valid: nobody has to explain a rating.
 */
export const ratingReasons = [
  { id: 'long-wait', zh: '等候时间长', en: 'The wait was long' },
  { id: 'attitude', zh: '服务态度不好', en: 'The manner of service' },
  { id: 'not-told-once', zh: '没有一次说清', en: 'Not told everything at once' },
  { id: 'repeated-trips', zh: '需要多次跑动', en: 'Had to come several times' },
  { id: 'extra-materials', zh: '要求额外的材料', en: 'Asked for more documents than listed' },
  { id: 'unclear-guide', zh: '办事指南不清楚', en: 'The guide was unclear' },
  { id: 'slow-handling', zh: '办理速度慢', en: 'The handling was slow' },
  { id: 'other', zh: '其他', en: 'Something else' },
] as const
export type RatingReason = (typeof ratingReasons)[number]
export type RatingReasonId = RatingReason['id']

/** The reasons to offer after a level was chosen: none unless it opens a rectification 整改. */
export function reasonsFor(level: RatingLevel): readonly RatingReason[] {
  return opensRectification(level) ? ratingReasons : []
}
