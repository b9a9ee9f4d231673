import { AArrowUp, Volume2, VolumeX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PadView } from '../../contract/shapes.ts'
import { Button } from '../ui/button.tsx'
import { DragScroll } from '../ui/drag-scroll.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { LanguageSwitch, useReading } from '../ui/reading-aids.tsx'
import { setReading } from '../ui/screen.ts'
import type { SpokenPrompt } from './use-spoken-prompt.ts'
import { padWords } from './words.ts'

/** What stands on every page of the pad: hall and window above; language, size and voice below, always in one place. */
export function PadFrame(props: {
  view: PadView
  /** The page itself shows the window's number large. */
  windowShown: boolean
  /** Nothing is asked: there is no target inside that keys could come to. */
  readOnly: boolean
  prompt: SpokenPrompt
  children: ReactNode
}): ReactNode {
  const { view, prompt, children } = props
  const say = useWords(padWords)
  const { language } = useLanguage()
  const { size } = useReading()
  const large = size === 'xl'
  return (
    <div className="pad">
      <header className="pad-top">
        <p className="pad-hall">{(language === 'en' && view.hallNameEn) || view.hallName}</p>
        {props.windowShown ? null : <WindowNumber number={view.windowNumber} />}
      </header>
      <main className="pad-main">
        <DragScroll className="pad-scroll" focusable={props.readOnly}>
          {children}
        </DragScroll>
      </main>
      <footer className="pad-foot">
        <LanguageSwitch look="quiet" />
        <Button
          look="quiet"
          icon={<AArrowUp aria-hidden="true" />}
          pressed={large}
          onPress={() => setReading({ size: large ? 'l' : 'xl' })}
        >
          {say('largeText')}
        </Button>
        <Button
          look="quiet"
          icon={prompt.on ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />}
          pressed={prompt.on}
          onPress={prompt.toggle}
        >
          {say('voice')}
        </Button>
      </footer>
    </div>
  )
}

/** 1 号窗口, with its figure larger than its words. */
export function WindowNumber({ number }: { number: string }): ReactNode {
  const say = useWords(padWords)
  const { language } = useLanguage()
  return (
    <p className="pad-window">
      {language === 'en' ? <span>{say('window')}</span> : null}
      <span className="pad-window-figure figures">{number}</span>
      {language === 'en' ? null : <span>{say('window')}</span>}
    </p>
  )
}
