import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { endAfterMs, warnAfterMs } from './idle.ts'
import { useKiosk } from './kiosk-context.ts'
import { kioskWords } from './words.ts'

const seconds = (endAfterMs - warnAfterMs) / 1000

/** Asks, seen and heard, whether somebody is there. Any touch or key is an answer, and does nothing else. */
export function StillThere(props: { secondsLeft: number; onStay: () => void }): ReactNode {
  const { secondsLeft, onStay } = props
  const say = useWords(kioskWords)
  const { speech } = useKiosk()
  useEffect(() => speech.tell(say('stillThereSpoken'), { always: true }), [speech, say])
  // The page below is inert meanwhile and loses the focus; who stays goes on where they were.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    },
    [before],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      onStay()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [onStay])
  return (
    <div
      className="still-there"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="still-there-title"
      onPointerUp={onStay}
    >
      <h1 id="still-there-title">{say('stillThere')}</h1>
      <p className="still-there-count figures">{secondsLeft}</p>
      <p className="still-there-words">{say('stillThereCount', { count: secondsLeft })}</p>
      <span className="still-there-track" aria-hidden="true">
        <span style={{ transform: `scaleX(${secondsLeft / seconds})` }} />
      </span>
      <p>{say('stillThereBody')}</p>
      <Button look="primary" autoFocus onPress={onStay}>
        {say('stillHere')}
      </Button>
    </div>
  )
}
