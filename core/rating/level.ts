/**
 * The five levels of 好差评, best first (国办发〔2019〕51号). Stored by name and never by number,
 * because two official interfaces number them in opposite directions.
 */
export const ratingLevels = [
  'very-satisfied',
  'satisfied',
  'fairly-satisfied',
  'dissatisfied',
  'very-dissatisfied',
] as const
export type RatingLevel = (typeof ratingLevels)[number]

/** GB/T 39046-2020 table A.8: 1 = 非常满意 … 5 = 非常不满意. */
export function levelToGb39046(level: RatingLevel): number {
  return ratingLevels.indexOf(level) + 1
}

/** The 好差评 reporting interface: satisfaction 5 = 非常满意 … 1 = 非常不满意. */
export function levelToReportedSatisfaction(level: RatingLevel): number {
  return ratingLevels.length - ratingLevels.indexOf(level)
}

/** The lowest two levels open a rectification 整改 (国办发〔2019〕51号). */
export function opensRectification(level: RatingLevel): boolean {
  return level === 'dissatisfied' || level === 'very-dissatisfied'
}
