import './gallery.css'
import { FileText, House, Printer, UserRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { refusal, toProblem } from '../../contract/problems.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { BigChoice, Button } from '../ui/button.tsx'
import { Clock, Countdown } from '../ui/clock.tsx'
import { DragScroll, showStrayTouches } from '../ui/drag-scroll.tsx'
import { Field } from '../ui/field.tsx'
import { useWords } from '../ui/i18n.ts'
import { LevelChoices } from '../ui/level-face.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { useEstimateText } from '../ui/say-estimate.ts'
import { setReading, textSizes } from '../ui/screen.ts'
import { Empty, Notice, OfflineBanner, ProblemNotice } from '../ui/states.tsx'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { commonWords } from '../ui/words.ts'
import { galleryWords } from './words.ts'

showStrayTouches()

const rows = Array.from({ length: 12 }, (_, at) => at + 1)

/** Every part of the design system on one page, to look at and to measure. Not served by the hall. */
export function Gallery(): ReactNode {
  const say = useWords(galleryWords)
  const common = useWords(commonWords)
  const estimate = useEstimateText()
  const [level, setLevel] = useState<RatingLevel | null>(null)
  const [presses, setPresses] = useState(0)
  const [text, setText] = useState('')
  return (
    <main className="gallery">
      <OfflineBanner />
      <div className="gallery-row">
        <h1>{say('title')}</h1>
        <Clock timeZone="Asia/Shanghai" />
        <LanguageSwitch />
      </div>
      <section>
        <div className="gallery-row">
          <TicketNumber number="A001" />
          <TicketNumber number="BD108" size="title" />
          <span>
            {common('people', { count: 6 })} {estimate({ lowMinutes: 12.3, highMinutes: 17.2 })}
          </span>
        </div>
        <div className="gallery-row">
          {textSizes.map((size) => (
            <Button key={size} onPress={() => setReading({ size })}>
              {size}
            </Button>
          ))}
          <Button
            onPress={() => setReading({ contrast: document.documentElement.dataset['theme'] !== 'contrast' })}
          >
            {say('contrast')}
          </Button>
        </div>
      </section>
      <section>
        <div className="gallery-row">
          <Button
            look="primary"
            id="counted"
            icon={<Printer aria-hidden="true" />}
            onPress={() => setPresses(presses + 1)}
          >
            {say('take')}
          </Button>
          <output id="presses" className="figures">
            {presses}
          </output>
          <Button icon={<House aria-hidden="true" />}>{common('home')}</Button>
          <Button look="quiet">{common('back')}</Button>
          <Button look="now">{say('called')}</Button>
          <Button look="wrong">{common('cancel')}</Button>
          <Button disabled>{say('rests')}</Button>
          <Button look="primary" busy>
            {common('confirm')}
          </Button>
          <Button stacked icon={<UserRound aria-hidden="true" />}>
            {common('help')}
          </Button>
        </div>
        <DragScroll className="choices gallery-list">
          {rows.map((row) => (
            <BigChoice
              key={row}
              title={say('item', { number: row })}
              note={say('itemNote')}
              icon={<FileText aria-hidden="true" />}
              onPress={() => setPresses(presses + 1)}
              disabled={row === 3}
              {...(row === 2 ? { chosen: true } : {})}
              {...(row === 4 ? { aside: common('people', { count: 12 }) } : {})}
            />
          ))}
        </DragScroll>
      </section>
      <section>
        <LevelChoices onChoose={setLevel} chosen={level} />
        <LevelChoices onChoose={setLevel} chosen={level} layout="column" />
      </section>
      <section>
        <Field label={say('field')} hint={say('fieldHint')} value={text} onChange={setText} />
        <Field label={say('field')} error={say('fieldError')} value={text} onChange={setText} rows={3} />
      </section>
      <section>
        <Notice title={say('noticeTitle')}>{say('noticeBody')}</Notice>
        <Notice tone="done" title={say('noticeTitle')} />
        <ProblemNotice problem={toProblem(refusal('hall-away'))} onAgain={() => setPresses(0)} />
        <ProblemNotice problem={toProblem(refusal('limit-reached', '社保业务今天的 200 个号已取完。'))} />
        <Empty>{common('askStaff')}</Empty>
      </section>
      <section className="gallery-row">
        <QrCode
          text="https://hall.example/phone/#0123456789abcdef"
          size="calc(40 * var(--mm))"
          label={say('qr')}
        />
        <Countdown seconds={15} onEnd={() => setPresses(0)} />
      </section>
    </main>
  )
}
