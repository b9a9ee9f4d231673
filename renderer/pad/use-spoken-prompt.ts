import { useEffect, useState } from 'react'
import { useLanguage } from '../ui/i18n.ts'
import { speak, voice } from '../ui/voice.ts'

const keptName = 'govhall.pad.voice'

/** Whether the pad says its question aloud; a setting of this pad, off at first. */
export interface SpokenPrompt {
  readonly on: boolean
  toggle(): void
}

/** Says `text` once for each question, where somebody switched that on. `question` is null while nothing is asked. */
export function useSpokenPrompt(question: string | null, text: string): SpokenPrompt {
  const { language } = useLanguage()
  const [on, setOn] = useState(() => localStorage.getItem(keptName) === '1')
  useEffect(() => {
    if (!on || question === null) return
    void speak(text, { lang: language })
    return () => voice.silence()
  }, [on, question, text, language])
  return {
    on,
    toggle() {
      localStorage.setItem(keptName, on ? '0' : '1')
      setOn(!on)
    },
  }
}
