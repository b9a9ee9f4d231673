import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../ui/i18n.ts'
import { ticketWords } from './ticket-words.ts'

/** How often the simulated printer's paper is looked at while it comes out. */
const lookEveryMs = 500

/**
 * What the simulated printer has put out, at true size: the demonstration's stand-in for the paper in one's hand. The
 * drawing is taken into the page, so that it is written in the page's own font.
 */
export function PaperPicture(props: { paper: string; number: string; underWay: boolean }): ReactNode {
  const say = useWords(ticketWords)
  const place = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(false)
  const { paper, number, underWay } = props

  useEffect(() => {
    const leaving = new AbortController()
    const look = async (): Promise<void> => {
      const drawing = await readDrawing(`${paper}.svg`, leaving.signal)
      // The printer's last paper may be that of the person before: only this ticket's is shown.
      if (leaving.signal.aborted || !drawing?.textContent?.includes(number)) return
      place.current?.replaceChildren(document.importNode(drawing, true))
      setShown(true)
    }
    void look()
    const timer = underWay ? setInterval(() => void look(), lookEveryMs) : undefined
    return () => {
      leaving.abort()
      clearInterval(timer)
    }
  }, [paper, number, underWay])
  return (
    <figure className="virtual">
      <figcaption>{say('virtual')}</figcaption>
      <div ref={place} className="virtual-paper" />
      {shown ? null : <p>{say('virtualEmpty')}</p>}
    </figure>
  )
}

async function readDrawing(address: string, signal: AbortSignal): Promise<SVGSVGElement | null> {
  try {
    const answer = await fetch(address, { signal })
    if (!answer.ok) return null
    const root = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement
    return root instanceof SVGSVGElement ? root : null
  } catch {
    return null
  }
}
