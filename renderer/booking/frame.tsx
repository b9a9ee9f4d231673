import { type ReactNode, useEffect, useRef } from 'react'
import { Switches } from '../phone/switches.tsx'
import { useWords } from '../ui/i18n.ts'
import { bookingWords } from './words.ts'

/** One page of the booking: hall, question, answers, language and size. A new question takes the focus. */
export function Frame(props: {
  hallName: string
  title: string
  intro?: ReactNode
  /** Whether this question came after another: then it is read out and focused. */
  follows?: boolean
  children: ReactNode
}): ReactNode {
  const say = useWords(bookingWords)
  const heading = useRef<HTMLHeadingElement>(null)
  const { title, follows = false } = props
  useEffect(() => {
    document.title = `${title} · ${say('title')}`
    if (follows) heading.current?.focus()
  }, [title, follows, say])
  return (
    <div className="phone booking">
      <header className="phone-top">
        <p>{props.hallName}</p>
      </header>
      <main className="phone-main">
        <div className="booking-head">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {props.intro ? <p className="booking-intro">{props.intro}</p> : null}
        </div>
        {props.children}
      </main>
      <footer className="phone-foot">
        <Switches />
      </footer>
    </div>
  )
}
