import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { DragScroll } from '../ui/drag-scroll.tsx'
import { useWords } from '../ui/i18n.ts'
import { useReading } from '../ui/reading-aids.tsx'
import { cutBelow, pageAt, pageStops, roomAfter } from './list-pages.ts'
import { kioskWords } from './words.ts'

/**
 * A list whose rows are targets. `columns` is how many may stand side by side; another `content` is another list, read
 * from its beginning.
 */
export function PagedList(props: {
  children: ReactNode
  columns?: 'one' | 'two'
  label: string
  content?: string
}): ReactNode {
  return (
    <PagedScroll content={props.content}>
      <ul className={`choices choices-${props.columns ?? 'one'}`} aria-label={props.label}>
        {props.children}
      </ul>
    </PagedScroll>
  )
}

/**
 * Something that is longer than the glass: two large buttons turn its pages, because not everybody knows that a list
 * can be dragged; dragging, wheel and keys work too. Pages begin at rows: `li` and `[data-row]`. `read` marks what
 * has no targets inside.
 */
export function PagedScroll(props: {
  children: ReactNode
  className?: string
  read?: boolean
  content?: string | undefined
}): ReactNode {
  const say = useWords(kioskWords)
  const list = useRef<HTMLDivElement>(null)
  const { page, pages, stops, measure } = usePages(list)
  useLayoutEffect(() => {
    if (props.content === undefined || list.current === null) return
    list.current.scrollTop = 0
    measure()
  }, [props.content, measure])
  const turn = (by: 1 | -1) => () => {
    const stop = stops.current[page + by]
    if (list.current && stop !== undefined) list.current.scrollTop = stop
    measure()
  }
  return (
    <div className="paged">
      <DragScroll
        ref={list}
        className={`paged-list ${props.className ?? ''}`.trim()}
        focusable={props.read === true && pages > 1}
      >
        {props.children}
      </DragScroll>
      {pages > 1 ? (
        <div className="pager">
          <Button icon={<ChevronUp aria-hidden="true" />} disabled={page === 0} onPress={turn(-1)}>
            {say('earlier')}
          </Button>
          <span className="figures" role="status">
            {say('pageOf', { page: page + 1, pages })}
          </span>
          <Button icon={<ChevronDown aria-hidden="true" />} disabled={page === pages - 1} onPress={turn(1)}>
            {say('later')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Follows where a list is, whatever moved it, and where its pages begin, whatever changed its size. */
function usePages(list: { readonly current: HTMLDivElement | null }) {
  const stops = useRef<readonly number[]>([0])
  const [seen, setSeen] = useState({ page: 0, pages: 1 })
  const reading = useReading()

  const measure = useCallback((): void => {
    const { current } = list
    if (current === null) return
    const top = current.getBoundingClientRect().top - current.scrollTop
    const rows = [...current.querySelectorAll('li, [data-row]')].map((row) => {
      const box = row.getBoundingClientRect()
      return { top: box.top - top, bottom: box.bottom - top }
    })
    const style = getComputedStyle(current)
    const above = Number.parseFloat(style.paddingTop)
    const height = current.clientHeight - above - Number.parseFloat(style.paddingBottom)
    const inside = rows.map((row) => ({ top: row.top - above, bottom: row.bottom - above }))
    stops.current = pageStops(inside, height)
    current.style.setProperty('--room', `${roomAfter(stops.current, inside, height)}px`)
    // A page shows whole rows; while the list is dragged it moves past freely.
    const resting = stops.current.some((stop) => Math.abs(stop - current.scrollTop) < 2)
    const cut = resting ? cutBelow(inside, height, current.scrollTop) : 0
    current.style.setProperty('--cut', cut > 0 ? `${cut + above}px` : '0px')
    const next = { page: pageAt(stops.current, current.scrollTop), pages: stops.current.length }
    setSeen((before) => (before.page === next.page && before.pages === next.pages ? before : next))
  }, [list])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size of text is another length of the list
  useEffect(() => {
    const { current } = list
    if (current === null) return
    const sizes = new ResizeObserver(measure)
    sizes.observe(current)
    for (const child of current.children) sizes.observe(child)
    current.addEventListener('scroll', measure, { passive: true })
    return () => {
      sizes.disconnect()
      current.removeEventListener('scroll', measure)
    }
  }, [list, measure, reading])

  return { ...seen, stops, measure }
}
