import './base.css'
import { Component, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { must } from '../../core/result.ts'
import { Button } from './button.tsx'
import { type Language, startWords, useWords } from './i18n.ts'
import { keepLanguage, keptLanguage } from './kept-language.ts'
import { Notice } from './states.tsx'
import { commonWords } from './words.ts'

/** A page that failed opens again by itself after this time: nobody stands beside a kiosk to do it. */
const reopenAfterMs = 15_000

/**
 * Draws an app into its page: languages, fonts and colours, and a way back when the page itself fails. A page that staff
 * sign in to keeps the language that they chose (`keepsLanguage`); all others begin as `language` says. `handheld` is a page
 * for people's own phones.
 */
export function startPage(
  page: ReactNode,
  options: { language?: Language; keepsLanguage?: boolean; handheld?: boolean } = {},
): void {
  const kept = options.keepsLanguage ? keptLanguage() : undefined
  startWords(kept ?? options.language)
  if (options.keepsLanguage) keepLanguage()
  if (!options.handheld) waitForFont()
  const root = must(document.getElementById('root'), 'every app’s HTML has a root')
  createRoot(root).render(
    <StrictMode>
      <PageGuard>{page}</PageGuard>
    </StrictMode>,
  )
}

/**
 * A terminal may have no Chinese font but ours, whose hundred parts come one by one: until a part is there its characters
 * stay away for a moment, where any other font would draw boxes. A phone has fonts of its own, and may be far away.
 */
function waitForFont(): void {
  for (const face of document.fonts) face.display = 'block'
}

class PageGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
    setTimeout(() => location.reload(), reopenAfterMs)
  }

  override render(): ReactNode {
    return this.state.failed ? <PageFailed /> : this.props.children
  }
}

function PageFailed(): ReactNode {
  const say = useWords(commonWords)
  return (
    <main className="state state-full">
      <Notice
        tone="error"
        title={say('pageFailed')}
        actions={<Button onPress={() => location.reload()}>{say('pageReload')}</Button>}
      >
        {say('pageFailedBody')}
      </Notice>
    </main>
  )
}
