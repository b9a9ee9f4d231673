import './parts.css'
import type { ReactNode } from 'react'
import { type RatingLevel, ratingLevels } from '../../core/rating/level.ts'
import { useWords } from './i18n.ts'
import { usePress } from './use-press.ts'
import { levelWords } from './words.ts'

/** Eyes and mouth of each level on a 48 × 48 grid. The faces differ in their lines, not only in their colour. */
const lines: Readonly<Record<RatingLevel, readonly string[]>> = {
  'very-satisfied': ['M13 20q3-4 6 0', 'M29 20q3-4 6 0', 'M13 27h22q-1.5 10-11 10t-11-10z'],
  satisfied: ['M16.5 17.5v3', 'M31.5 17.5v3', 'M14 29q10 9 20 0'],
  'fairly-satisfied': ['M16.5 17.5v3', 'M31.5 17.5v3', 'M15 31.5q9 2.5 18 0'],
  dissatisfied: ['M16.5 18.5v3', 'M31.5 18.5v3', 'M15 34q9-7 18 0'],
  'very-dissatisfied': ['M12 15l7 3.5', 'M36 15l-7 3.5', 'M16.5 21v2.5', 'M31.5 21v2.5', 'M14 36q10-11 20 0'],
}

/** The face of a level as a line drawing; without its word it is decoration, so give the word beside it. */
export function LevelDrawing({ level }: { level: RatingLevel }): ReactNode {
  return (
    <svg className="level-face" viewBox="0 0 48 48" fill="none" aria-hidden="true">
      <g stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="24" cy="24" r="21" />
        {lines[level].map((line) => (
          <path key={line} d={line} />
        ))}
      </g>
    </svg>
  )
}

/** A level told four ways: face, word, place in the order (filled dots, five for the best) and colour. */
export function LevelFace({ level }: { level: RatingLevel }): ReactNode {
  const say = useWords(levelWords)
  const filled = ratingLevels.length - ratingLevels.indexOf(level)
  return (
    <span className={`level level-${level}`}>
      <LevelDrawing level={level} />
      <span>{say(level)}</span>
      <span className="level-order" aria-hidden="true">
        {ratingLevels.map((one, at) => (
          <span key={one} data-full={at < filled || undefined} />
        ))}
      </span>
    </span>
  )
}

/** The five levels to choose from, best first, all alike in size and weight: nothing hints at one of them. */
export function LevelChoices(props: {
  onChoose: (level: RatingLevel) => void
  chosen?: RatingLevel | null
  disabled?: boolean
  layout?: 'row' | 'column'
}): ReactNode {
  return (
    <div className={`level-choices level-choices-${props.layout ?? 'row'}`}>
      {ratingLevels.map((level) => (
        <LevelChoice
          key={level}
          level={level}
          chosen={props.chosen === level}
          disabled={props.disabled ?? false}
          onChoose={props.onChoose}
        />
      ))}
    </div>
  )
}

function LevelChoice(props: {
  level: RatingLevel
  chosen: boolean
  disabled: boolean
  onChoose: (level: RatingLevel) => void
}): ReactNode {
  const press = usePress(props.disabled ? undefined : () => props.onChoose(props.level))
  return (
    <button
      {...press}
      type="button"
      className="level-choice"
      data-level={props.level}
      aria-pressed={props.chosen}
      aria-disabled={props.disabled || undefined}
    >
      <LevelFace level={props.level} />
    </button>
  )
}
