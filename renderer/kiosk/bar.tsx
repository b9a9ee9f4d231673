import { ALargeSmall, ArrowDownToLine, ArrowLeft, House, UserRound, Volume2 } from 'lucide-react'
import { type ReactNode, useContext } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch, useReading } from '../ui/reading-aids.tsx'
import { setReading } from '../ui/screen.ts'
import { commonWords } from '../ui/words.ts'
import { AboutContext } from './ask-person.tsx'
import { useKiosk } from './kiosk-context.ts'
import { placeOf } from './session.ts'
import { kioskWords } from './words.ts'

/** The same seven at the same place on every page, at the bottom within reach. */
export function Bar(): ReactNode {
  const say = useWords(kioskWords)
  const common = useWords(commonWords)
  const reading = useReading()
  const { session, speech, help, tray, setTray, move, leave } = useKiosk()
  const about = useContext(AboutContext)
  const place = placeOf(session)
  const home = place.at === 'start'
  const away = (to: 'back' | 'home') => () => (place.at === 'taken' ? leave() : move({ to }))

  const enlarge = (): void => {
    // One touch makes it large; the tray is there for who wants another size.
    if (tray !== 'size' && reading.size !== 'xl') setReading({ size: 'xl' })
    setTray(tray === 'size' ? null : 'size')
  }
  const speak = (): void => {
    if (!speech.on) speech.turn(true)
    setTray(tray === 'speech' ? null : 'speech')
  }
  return (
    <nav className="bar" aria-label={say('bar')}>
      <Button
        stacked
        look="quiet"
        icon={<ArrowLeft aria-hidden="true" />}
        disabled={home}
        onPress={away('back')}
      >
        {common('back')}
      </Button>
      <Button stacked look="quiet" icon={<House aria-hidden="true" />} disabled={home} onPress={away('home')}>
        {common('home')}
      </Button>
      <Button
        stacked
        look="primary"
        icon={<UserRound aria-hidden="true" />}
        busy={help.busy}
        onPress={() => help.ask(about)}
      >
        {common('help')}
      </Button>
      <Button
        stacked
        look="quiet"
        icon={<ALargeSmall aria-hidden="true" />}
        pressed={reading.size === 'xl' || tray === 'size'}
        onPress={enlarge}
      >
        {common('largeText')}
      </Button>
      <LanguageSwitch stacked />
      <Button
        stacked
        look="quiet"
        icon={<ArrowDownToLine aria-hidden="true" />}
        pressed={reading.lowReach}
        onPress={() => setReading({ lowReach: !reading.lowReach })}
      >
        {say('lowReach')}
      </Button>
      <Button stacked look="quiet" icon={<Volume2 aria-hidden="true" />} pressed={speech.on} onPress={speak}>
        {say('speech')}
      </Button>
    </nav>
  )
}
