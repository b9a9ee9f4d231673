import './attention.css'
import { CircleCheck, Eye, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { troublesOf, useDevices } from '../terminals/troubles.ts'
import { deviceWords } from '../terminals/words.ts'
import { keepKinds } from './keep-kinds.ts'
import { type AttentionLine, sayAttention } from './say-attention.ts'
import type { Board } from './use-board.ts'
import { boardWords } from './words.ts'

/** At a desk the rest is unfolded: queues, windows and pace should stay in view. */
const shownAtDesk = 3

/** Everything to act on, the most urgent first; on a wall windows with the same trouble share a line. */
export function useAttention(board: Board, wall: boolean): AttentionLine[] {
  const { language } = useLanguage()
  const lines = sayAttention(board, language, wall)
  const devices = useDeviceLines(board.timeZone)
  return [
    ...lines.filter((line) => line.urgent),
    ...devices.filter((line) => line.urgent),
    ...devices.filter((line) => !line.urgent),
    ...lines.filter((line) => !line.urgent),
  ]
}

/** What to act on; on a wall at `most` so many lines, and how many more there are. */
export function Attention(props: { all: readonly AttentionLine[]; wall: boolean; most: number }): ReactNode {
  const say = useWords(boardWords)
  const { all, wall, most } = props
  const [unfolded, setUnfolded] = useState(false)
  // Windows share one line each on a wall: queues give way to them, not they to queues.
  const shown = wall ? keepKinds(all, most) : unfolded ? all : all.slice(0, shownAtDesk)
  const rest = all.length - shown.length
  return (
    <section className="attention" aria-labelledby="board-attention">
      <h2 id="board-attention">
        {say('attention')}
        {rest > 0 && wall ? (
          <span className="attention-more">{say('moreAttention', { count: rest })}</span>
        ) : null}
      </h2>
      {all.length === 0 ? (
        <p className="attention-none">
          <CircleCheck aria-hidden="true" />
          {say('allWell')}
        </p>
      ) : (
        <ul>
          {shown.map((line) => (
            <li key={line.key} className={line.urgent ? 'attention-urgent' : undefined}>
              {line.urgent ? <TriangleAlert aria-hidden="true" /> : <Eye aria-hidden="true" />}
              <span>
                {line.text}
                {line.since ? <span className="attention-since">{line.since}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {(rest > 0 || unfolded) && !wall ? (
        <Button look="quiet" onPress={() => setUnfolded(!unfolded)}>
          {unfolded ? say('fewer') : say('moreAttention', { count: rest })}
        </Button>
      ) : null}
    </section>
  )
}

/** Terminals that are away and devices that need a hand, each in a sentence that says what to do. */
function useDeviceLines(timeZone: string): AttentionLine[] {
  const say = useWords(boardWords)
  const sayDevice = useWords(deviceWords)
  return troublesOf(sayDevice, useDevices().data).map(({ key, text, since, alertedAt }) => ({
    key,
    text,
    urgent: alertedAt !== null,
    since: say('paperSince', { time: formatTime(since, timeZone) }),
  }))
}
