import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { DisplayView } from '../../contract/shapes.ts'
import { voiceNewsIn, voiceNewsOf } from '../../contract/voice-news.ts'
import { clipWords, voiceLanguages } from '../../core/voice/spoken-call.ts'
import { volumeAt } from '../../core/voice/volume.ts'
import { useHall, useHallCommand, useHallEvents, useHallQuery } from '../data/use-hall.ts'
import { formatTime } from '../ui/format.ts'
import { voice } from '../ui/voice.ts'
import { Announcer, type AnnouncerRules, type Announcing } from './announcer.ts'
import { concerns, type Place } from './board.ts'
import { createChime } from './chime.ts'
import { browserPlayer, createClipVoice, fetchFromHall } from './clip-voice.ts'
import type { DisplaySettings } from './display-settings.ts'

/** Voices load after the page does; only then is their absence reported. */
const reportAfterMs = 6000

const silent: Announcing = { caption: null, sound: 'off' }

/**
 * Announces the calls of this place, and tells the hall when the machine cannot: a screen without a voice must not
 * stay unnoticed until citizens tell.
 */
export function useAnnouncer(
  view: DisplayView | undefined,
  offsetMs: number,
  place: Place,
  settings: DisplaySettings,
  sound: boolean,
): Announcing & { readonly onTry: () => void } {
  const rules = useRef<AnnouncerRules>({
    sound,
    english: settings.english,
    volume: 1,
    prefer: settings.prefer,
  })
  rules.current = {
    sound,
    english: settings.english,
    prefer: settings.prefer,
    volume: volumeAt(settings.volumes, formatTime(Date.now() + offsetMs, view?.timeZone)),
  }
  const { as } = useHall()
  const [clips] = useState(() => createClipVoice(fetchFromHall(as), browserPlayer()))
  const [announcer] = useState(
    () =>
      new Announcer({
        voice,
        clips,
        chime: createChime(),
        rules: () => rules.current,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      }),
  )
  const now = useSyncExternalStore(announcer.subscribe, announcer.get)

  useHallEvents(
    ['calls'],
    (event) => {
      const told = voiceNewsOf(event.type, event.body)
      if (!told) return
      const { news, call, zoneId } = told
      announcer.learn(news)
      if (call && concerns(place, { windowId: call.windowId, zoneId })) announcer.hear(call)
    },
    () => announcer.forget(),
  )

  useEffect(() => {
    if (!view) return
    for (const { news, call } of voiceNewsIn(view)) {
      announcer.learn(news)
      if (call) announcer.hear(call)
    }
  }, [announcer, view])

  const pack = useHallQuery('voicePack', {}).data
  useEffect(() => {
    if (!pack) return
    // A pack that lacks some clips says the calls that need none of them.
    clips.has(
      voiceLanguages.filter((language) => (pack.missing[language] ?? []).length < clipWords[language].size),
    )
    announcer.rulesChanged()
  }, [pack, clips, announcer])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rules are read when it speaks; this says that they changed
  useEffect(() => announcer.rulesChanged(), [announcer, sound, settings])

  useEffect(() => {
    const touched = (): void => announcer.touched()
    addEventListener('pointerdown', touched)
    addEventListener('keydown', touched)
    return () => {
      removeEventListener('pointerdown', touched)
      removeEventListener('keydown', touched)
    }
  }, [announcer])

  useVoiceReport(now.sound)
  return { ...(view ? now : { ...silent, sound: now.sound }), onTry: () => void announcer.sample() }
}

const reported = {
  on: { state: 'ready', detail: '' },
  off: { state: 'off', detail: '' },
  'no-voice': { state: 'absent', detail: 'no-voice' },
  'needs-gesture': { state: 'fault', detail: 'needs-gesture' },
} as const

function useVoiceReport(sound: Announcing['sound']): void {
  const { run } = useHallCommand('reportDevice')
  useEffect(() => {
    const timer = setTimeout(
      () => run({ body: { device: 'voice', kind: 'speaker', ...reported[sound] } }),
      reportAfterMs,
    )
    return () => clearTimeout(timer)
  }, [run, sound])
}
