import { type ReactNode, useEffect, useRef } from 'react'
import { ConnectionBanner } from '../data/connection-banner.tsx'
import { useHallQuery } from '../data/use-hall.ts'
import { Clock } from '../ui/clock.tsx'
import { useLanguage } from '../ui/i18n.ts'
import mark from '../ui/mark.svg'
import { AboutContext } from './ask-person.tsx'
import { Bar } from './bar.tsx'
import { CardStrip } from './card-strip.tsx'
import { HelpStrip } from './help-strip.tsx'
import { useKiosk } from './kiosk-context.ts'
import { sayAll } from './say-list.ts'
import { Trays } from './trays.tsx'

/** Names of items run to 110 characters: a title longer than this is set smaller. */
const longTitle = 26

export interface PageProps {
  /** The page's one question. */
  readonly title: string
  /** What to do, in a sentence; read aloud after the title. */
  readonly prompt?: string | undefined
  /** What is read aloud besides. */
  readonly spoken?: string | undefined
  /** What staff are told when a person is called here: in Chinese, whatever the page's language. */
  readonly about: string
  /** What stays below the page's content: actions, pages of a list. */
  readonly foot?: ReactNode
  readonly children: ReactNode
  /** The page itself says that the hall is away. */
  readonly saysAway?: boolean
  /** The card has done its work: the page shows what came of it. */
  readonly withoutCard?: boolean
  /** The title belongs to data: in Chinese whatever the page's language. */
  readonly titleLang?: 'zh-CN' | undefined
}

/** A page of the kiosk: hall and time, one question, its answers, and the bar at the same place everywhere. */
export function Page(props: PageProps): ReactNode {
  const { title, prompt } = props
  const { speech } = useKiosk()
  const { language } = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  const hall = useHallQuery('hall', {})

  const spoken = sayAll([title, prompt, props.spoken])
  useEffect(() => speech.prompt(spoken), [speech, spoken])
  // Tab goes on from the page's beginning, and screen readers read it. A field that takes the focus keeps it.
  useEffect(() => {
    if (!document.activeElement?.matches('input')) heading.current?.focus({ preventScroll: true })
  }, [])

  return (
    <AboutContext value={language === 'en' ? `${props.about}（English）` : props.about}>
      <header className="kiosk-head">
        <img className="kiosk-mark" src={mark} alt="" />
        <span className="kiosk-hall">
          {hall.data ? (language === 'en' ? hall.data.nameEn || hall.data.name : hall.data.name) : ''}
        </span>
        <Clock {...(hall.data ? { timeZone: hall.data.timeZone } : {})} />
      </header>
      <main className="page">
        <div className="page-head">
          <h1
            ref={heading}
            tabIndex={-1}
            lang={props.titleLang}
            data-long={title.length > longTitle || undefined}
          >
            {title}
          </h1>
          {prompt ? <p className="page-prompt">{prompt}</p> : null}
          {props.saysAway ? null : <ConnectionBanner />}
          {props.withoutCard ? null : <CardStrip />}
        </div>
        <div className="page-body">{props.children}</div>
        {props.foot ? <div className="page-foot">{props.foot}</div> : null}
      </main>
      <footer className="kiosk-below">
        <HelpStrip />
        <Trays />
        <Bar />
      </footer>
    </AboutContext>
  )
}
