import { type FormEvent, type ReactNode, useState } from 'react'
import { checkIdNumber } from '../../core/identity.ts'
import { must } from '../../core/result.ts'
import { useHallCommand, useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { ProblemNotice } from '../ui/states.tsx'
import { Frame } from './frame.tsx'
import type { Step } from './steps.ts'
import { dayText } from './when-step.tsx'
import { bookingWords } from './words.ts'

/** Who: the wish once more, the ID number and why it is asked for, and one press. */
export function WhoStep(props: {
  hallName: string
  wish: Extract<Step, { at: 'who' }>
  onBack: () => void
}): ReactNode {
  const { itemId, day, start, end } = props.wish
  const say = useWords(bookingWords)
  const { language } = useLanguage()
  const { data } = useHallQuery('bookableDays', { params: { id: itemId } })
  const [idNumber, setIdNumber] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const book = useHallCommand('book', {
    onDone: ({ bookingUrl }) => {
      // The booking's own page takes the place of this one; what was typed goes with it.
      const secret = must(bookingUrl.split('#')[1], 'the address of a booking has its secret')
      history.replaceState(null, '', `/booking/#${secret}`)
      dispatchEvent(new HashChangeEvent('hashchange'))
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const checked = checkIdNumber(idNumber)
    setFault(checked.ok ? null : checked.problem)
    if (checked.ok) book.run({ body: { itemId, day, start, idNumber: checked.value } })
  }
  const invalid = book.problem?.errors?.find((one) => one.path === 'idNumber')?.message
  return (
    <Frame follows hallName={props.hallName} title={say('whoTitle')}>
      <section className="phone-facts">
        <dl>
          <div>
            <dt>{say('item')}</dt>
            <dd>{data ? (language === 'en' && data.item.nameEn) || data.item.name : '…'}</dd>
          </div>
          <div>
            <dt>{say('time')}</dt>
            <dd>
              {dayText(day, language)}{' '}
              <strong className="whole figures">
                {start}–{end}
              </strong>
            </dd>
          </div>
        </dl>
      </section>
      <form className="booking-form" onSubmit={submit} noValidate>
        <Field
          label={say('idNumber')}
          hint={say('idHint')}
          value={idNumber}
          onChange={(text) => {
            setIdNumber(text)
            setFault(null)
          }}
          error={fault ?? invalid}
          maxLength={24}
          autoComplete="off"
        />
        <p className="phone-small">{say('idWhy')}</p>
        {book.problem && !invalid ? <ProblemNotice problem={book.problem} /> : null}
        <Button look="primary" type="submit" wide busy={book.busy}>
          {say('confirm')}
        </Button>
        <Button wide onPress={props.onBack}>
          {say('change')}
        </Button>
      </form>
    </Frame>
  )
}
