import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { setLanguage } from '../ui/i18n.ts'
import { applyScreen } from '../ui/screen.ts'
import { type DisplaySettings, readSettings, screenOf } from './display-settings.ts'

/** The settings of this screen, kept in its browser under its terminal, and the glass that follows from them. */
export function useSettings(terminalId: string, overWindow: boolean) {
  const name = `govhall.display.${terminalId}`
  const [settings, setSettings] = useState(() => readSettings(localStorage.getItem(name), location.search))
  const upright = useSyncExternalStore(watchShape, isUpright)
  const screen = useMemo(() => screenOf(settings, { upright, overWindow }), [settings, upright, overWindow])

  useEffect(() => localStorage.setItem(name, JSON.stringify(settings)), [name, settings])
  useEffect(() => applyScreen(screen), [screen])
  useEffect(() => setLanguage(settings.language), [settings.language])

  const change = useCallback(
    (part: Partial<DisplaySettings>) => setSettings((before) => ({ ...before, ...part })),
    [],
  )
  return { settings, change, screen, upright, sound: settings.sound ?? !overWindow }
}

function watchShape(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

function isUpright(): boolean {
  return innerHeight > innerWidth
}
