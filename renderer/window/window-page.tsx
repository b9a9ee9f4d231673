import type { ReactNode } from 'react'
import { ConnectionBanner } from '../data/connection-banner.tsx'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { windowWords } from './words.ts'

export function WindowPage(): ReactNode {
  const say = useWords(windowWords)
  return (
    <main className="state state-full">
      <ConnectionBanner />
      <h1>{say('title')}</h1>
      <p>{say('welcome')}</p>
      <LanguageSwitch />
    </main>
  )
}
