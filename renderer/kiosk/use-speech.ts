import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useLanguage } from '../ui/i18n.ts'
import { voice } from '../ui/voice.ts'
import { gainOf, nextVolumeStep, usualVolumeStep } from './volume.ts'

/** Spoken prompts as one person has them: off and at the usual volume for each new one. */
export interface Speech {
  readonly on: boolean
  readonly step: number
  /** Whether this machine can speak the page's language. */
  readonly able: boolean
  turn(on: boolean): void
  louder(): void
  softer(): void
  /** Reads the page's prompt again. */
  again(): void
  /** The page's prompt; it is read when it changes while speech is on. */
  prompt(text: string): void
  /** Says something now, in place of what is being said; `always` also while speech is off. */
  tell(text: string, how?: { always?: boolean }): void
}

export function useSpeech(): Speech {
  const { language } = useLanguage()
  const [on, setOn] = useState(false)
  const [step, setStep] = useState<number>(usualVolumeStep)
  const able = useSyncExternalStore(
    useCallback((changed: () => void) => voice.onChange(changed), []),
    () => voice.available(language),
  )
  const latest = useRef({ on, prompt: '' })
  latest.current.on = on

  const sayNow = useCallback(
    (text: string): void => {
      voice.silence()
      if (text !== '') void voice.speak(text, { lang: language })
    },
    [language],
  )
  useEffect(() => voice.setVolume(gainOf(step)), [step])
  useEffect(() => () => voice.silence(), [])
  useEffect(() => {
    if (on) sayNow(latest.current.prompt)
    else voice.silence()
  }, [on, sayNow])
  useReadFocus(on, sayNow)

  return useMemo(
    () => ({
      on,
      step,
      able,
      turn: setOn,
      louder: () => setStep((before) => nextVolumeStep(before, 1)),
      softer: () => setStep((before) => nextVolumeStep(before, -1)),
      again: () => sayNow(latest.current.prompt),
      prompt(text) {
        if (latest.current.prompt === text) return
        latest.current.prompt = text
        if (latest.current.on) sayNow(text)
      },
      tell(text, how) {
        if (latest.current.on || how?.always) sayNow(text)
      },
    }),
    [on, step, able, sayNow],
  )
}

/** With speech on, what the keyboard comes to is read: the kiosk can be used with the screen off. */
function useReadFocus(on: boolean, sayNow: (text: string) => void): void {
  useEffect(() => {
    if (!on) return
    const read = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return
      // The heading is where a page begins; the prompt that is being read says it.
      if (target instanceof HTMLHeadingElement) return
      // biome-ignore lint/performance/useDomNodeTextContent: the breaks between title and note are pauses to be heard
      const label = target instanceof HTMLInputElement ? target.labels?.[0]?.textContent : target.innerText
      sayNow(target.getAttribute('aria-label') ?? label ?? '')
    }
    document.addEventListener('focusin', read)
    return () => document.removeEventListener('focusin', read)
  }, [on, sayNow])
}
