import { createClient } from '../../contract/client.ts'
import { beatMs } from '../../core/terminal/presence.ts'

/** The browser's parts that a terminal's page lets itself be heard with; tests bring their own. */
export interface BeatPlace {
  readonly fetch: typeof fetch
  /** Hears `pagehide` and `pageshow`. */
  readonly page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}

/**
 * Lets the hall hear a terminal whose page comes from the hall itself: a screen may show the same thing for hours and ask
 * for nothing. A page that is closed, or whose machine is shut down in good order, says so; one that died does not, and
 * is missed. The answer ends it.
 */
export function keepHeard(as: string, place: BeatPlace): () => void {
  const beat = createClient({ base: '', as, fetch: place.fetch })
  // The browser sends what a page that is going away asked for only when told so.
  const lastWord = createClient({
    base: '',
    as,
    fetch: (input, init) => place.fetch(input, { ...init, keepalive: true }),
  })
  // A hall that is away hears the next one, and a page that is revoked learns of it by its own requests.
  const say = (): void => void beat('currentTerminal').catch(() => undefined)
  const leave = (): void => void lastWord('stopTerminal').catch(() => undefined)
  const timer = setInterval(say, beatMs)
  place.page.addEventListener('pagehide', leave)
  place.page.addEventListener('pageshow', say)
  return () => {
    clearInterval(timer)
    place.page.removeEventListener('pagehide', leave)
    place.page.removeEventListener('pageshow', say)
  }
}
