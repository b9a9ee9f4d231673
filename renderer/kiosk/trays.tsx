import { Contrast, Minus, Plus, RotateCcw, VolumeX, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { useReading } from '../ui/reading-aids.tsx'
import { setReading, textSizes } from '../ui/screen.ts'
import { useKiosk } from './kiosk-context.ts'
import { volumeSteps } from './volume.ts'
import { kioskWords } from './words.ts'

const sizeNames = { s: 'sizeS', m: 'sizeM', l: 'sizeL', xl: 'sizeXl' } as const

/** What the bar unfolds: sizes and contrast, or the voice. It pushes the page up and covers nothing. */
export function Trays(): ReactNode {
  const { tray } = useKiosk()
  if (tray === 'size') return <SizeTray />
  if (tray === 'speech') return <SpeechTray />
  return null
}

function SizeTray(): ReactNode {
  const say = useWords(kioskWords)
  const { setTray } = useKiosk()
  const { size, contrast } = useReading()
  return (
    <fieldset className="tray" aria-label={say('sizeTray')}>
      {textSizes.map((one) => (
        <Button
          key={one}
          className={`tray-size tray-size-${one}`}
          pressed={size === one}
          onPress={() => setReading({ size: one })}
        >
          {say(sizeNames[one])}
        </Button>
      ))}
      <Button
        icon={<Contrast aria-hidden="true" />}
        pressed={contrast}
        onPress={() => setReading({ contrast: !contrast })}
      >
        {say('contrast')}
      </Button>
      <Button look="quiet" icon={<X aria-hidden="true" />} onPress={() => setTray(null)}>
        {say('trayClose')}
      </Button>
    </fieldset>
  )
}

function SpeechTray(): ReactNode {
  const say = useWords(kioskWords)
  const { speech, setTray } = useKiosk()
  const off = (): void => {
    speech.turn(false)
    setTray(null)
  }
  return (
    <fieldset className="tray" aria-label={say('speech')}>
      {speech.able ? null : (
        <p className="tray-note" role="status">
          {say('noVoice')}
        </p>
      )}
      <Button icon={<RotateCcw aria-hidden="true" />} disabled={!speech.able} onPress={speech.again}>
        {say('hearAgain')}
      </Button>
      <Button icon={<Minus aria-hidden="true" />} disabled={speech.step === 0} onPress={speech.softer}>
        {say('softer')}
      </Button>
      <span
        className="volume"
        role="img"
        aria-label={say('volumeIs', { level: speech.step + 1, levels: volumeSteps.length })}
      >
        {volumeSteps.map((gain, at) => (
          <span key={gain} data-full={at <= speech.step || undefined} />
        ))}
      </span>
      <Button
        icon={<Plus aria-hidden="true" />}
        disabled={speech.step === volumeSteps.length - 1}
        onPress={speech.louder}
      >
        {say('louder')}
      </Button>
      <Button icon={<VolumeX aria-hidden="true" />} onPress={off}>
        {say('speechOff')}
      </Button>
      <Button look="quiet" icon={<X aria-hidden="true" />} onPress={() => setTray(null)}>
        {say('trayClose')}
      </Button>
    </fieldset>
  )
}
