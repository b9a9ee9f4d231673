import { Check, TimerReset } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/clock.tsx'
import { useWords } from '../ui/i18n.ts'
import { doneAfterSeconds } from './idle.ts'
import { useKiosk } from './kiosk-context.ts'
import { ticketWords } from './ticket-words.ts'

/** Goes home by itself, in sight, at most 30 s after the last touch; one touch gives more time. */
export function HomeCountdown(): ReactNode {
  const say = useWords(ticketWords)
  const { leave } = useKiosk()
  const [round, setRound] = useState(0)
  useEffect(() => {
    const again = (): void => setRound((before) => before + 1)
    const kinds = ['pointerdown', 'keydown'] as const
    for (const kind of kinds) document.addEventListener(kind, again, { capture: true, passive: true })
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, again, { capture: true })
    }
  }, [])
  return (
    <div className="actions actions-done">
      <p>
        {say('goesHome')}
        <br />
        <Countdown key={round} seconds={doneAfterSeconds} onEnd={leave} />
      </p>
      <Button icon={<TimerReset aria-hidden="true" />} onPress={() => setRound(round + 1)}>
        {say('stay')}
      </Button>
      <Button look="primary" icon={<Check aria-hidden="true" />} onPress={leave}>
        {say('done')}
      </Button>
    </div>
  )
}
