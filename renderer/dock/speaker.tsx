import { Volume2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../ui/i18n.ts'
import type { DockedKind } from './arrange.ts'
import { dockWords } from './words.ts'

const shown = 4

/** A loudspeaker, as captions: what it says now, and what it said. */
export function Speaker({ device }: { device: DockedKind<'speaker'> }): ReactNode {
  const say = useWords(dockWords)
  const { saying, said } = device.panel
  return (
    <div className="speaker">
      <p className={saying === null ? 'speaker-now' : 'speaker-now speaker-on'} role="status">
        <Volume2 aria-hidden="true" />
        <span>{saying ?? say('quiet')}</span>
      </p>
      {said.length > 0 ? (
        <ol className="speaker-said" aria-label={say('said')}>
          {said.slice(0, shown).map(({ at, text }) => (
            <li key={`${at} ${text}`}>{text}</li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}
