import './plan.css'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import type { ZonePlan } from './arrange.ts'
import { boardWords } from './words.ts'

/** What a window does, as the plan draws it. */
export const planLooks = ['atWork', 'called', 'idle', 'paused', 'closed'] as const
export type PlanLook = (typeof planLooks)[number]

/** One window of the plan. */
export interface PlanWindow {
  readonly id: string
  readonly number: string
  readonly zoneId: string | null
  readonly look: PlanLook
  /** What it has in hand, or why it pauses. */
  readonly note: string | null
  /** Somebody should look there. */
  readonly watch: boolean
}

const marks = {
  atWork: 'atWorkMark',
  called: 'calledMark',
  idle: 'idleMark',
  paused: 'pausedMark',
} as const

/**
 * Every window in its place, zone by zone, small enough for two hundred: number, a sign for what it does (a word's
 * first character, a fill and an edge, so that colour alone says nothing), and a mark where somebody should look.
 */
export function Plan(props: {
  zones: readonly ZonePlan<PlanWindow>[]
  onChoose?: ((windowId: string) => void) | undefined
}): ReactNode {
  const say = useWords(boardWords)
  const { language } = useLanguage()
  return (
    <div className="plan-zones">
      {props.zones.map((zone) => (
        <div key={zone.name ?? ''} className="plan-zone">
          <h3>{(language === 'en' ? (zone.nameEn ?? zone.name) : zone.name) ?? say('noZone')}</h3>
          <ul className="plan-tiles">
            {zone.windows.map((window) => (
              <li key={window.id}>
                <Tile window={window} onChoose={props.onChoose} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function Tile({
  window,
  onChoose,
}: {
  window: PlanWindow
  onChoose?: ((windowId: string) => void) | undefined
}): ReactNode {
  const say = useWords(boardWords)
  const { number, look, note, watch } = window
  const className = `plan-tile plan-${look}${watch ? ' plan-watch' : ''}`
  const words = [say('windowNumber', { number }), say(look), note, watch ? say('watch') : null]
  const content = (
    <>
      <span className="visually-hidden">{words.filter((word) => word !== null).join(' ')}</span>
      <span className="plan-number figures" aria-hidden="true">
        {number}
      </span>
      <span className="plan-mark" aria-hidden="true">
        {look === 'closed' ? null : say(marks[look])}
      </span>
    </>
  )
  return onChoose ? (
    <button type="button" className={className} title={note ?? undefined} onClick={() => onChoose(window.id)}>
      {content}
    </button>
  ) : (
    <span className={className}>{content}</span>
  )
}

/** What the plan's signs mean, with how many there are of each. */
export function PlanLegend(props: {
  windows: readonly PlanWindow[]
  /** False where nothing is marked to be looked at: in the past nobody can act. */
  watching: boolean
}): ReactNode {
  const { windows, watching } = props
  const say = useWords(boardWords)
  const watched = windows.filter((window) => window.watch).length
  return (
    <ul className="plan-legend">
      {planLooks.map((look) => (
        <li key={look}>
          <span className={`plan-tile plan-${look}`} aria-hidden="true">
            <span className="plan-mark">{look === 'closed' ? null : say(marks[look])}</span>
          </span>
          {say(look)}
          <span className="figures plan-count">
            {windows.filter((window) => window.look === look).length}
          </span>
        </li>
      ))}
      {watching ? (
        <li>
          <span className="plan-tile plan-atWork plan-watch" aria-hidden="true">
            <span className="plan-mark" />
          </span>
          {say('watch')}
          <span className="figures plan-count">{watched}</span>
        </li>
      ) : null}
    </ul>
  )
}
