import { CalendarCheck, IdCard } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useHallCommand } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { LayCard } from './card-strip.tsx'
import { cardWords } from './card-words.ts'
import { checkInWords } from './check-in-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { readTyped } from './read-typed.ts'
import { ScreenKeyboard } from './screen-keyboard.tsx'
import { type KeyName, typed } from './search-text.ts'
import { useLaidCard } from './use-laid-card.ts'

const formId = 'check-in'
/** A QR code holds an address: longer than anything that is typed. */
const longest = 300

/**
 * One field for whatever somebody has: a scanner writes the QR code's address into it and ends with Enter, a person
 * types a code or an ID number. What was typed is this view's alone and goes with it.
 */
export function CheckInView(): ReactNode {
  const say = useWords(checkInWords)
  const ofCard = useWords(cardWords)
  const { go, speech, card } = useKiosk()
  const { language } = useLanguage()
  const { laid } = card
  const [text, setText] = useState('')
  const [fault, setFault] = useState<'codeFault' | 'idFault' | null>(null)
  const checkIn = useHallCommand('checkIn', {
    onDone: ({ checkIn: how, ...ticket }) => go({ at: 'taken', ticket, checkIn: how }),
    onProblem: (problem) => go({ at: 'check-in-trouble', problem }),
  })
  useLaidCard((cardId) => checkIn.run({ body: { cardId, language } }))
  const change = (next: string): void => {
    setText(next)
    setFault(null)
  }
  const press = (key: KeyName): void => {
    const next = typed(text, key)
    speech.tell(next.at(-1) ?? '')
    change(next)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const read = readTyped(text)
    if (!read.ok) {
      // What a scanner wrote is an address: nobody corrects it by hand.
      if (text.includes('#')) setText('')
      setFault(read.problem)
      return
    }
    if ('secret' in read.value) setText('')
    checkIn.run({ body: { ...read.value, language } })
  }
  const told = fault === null ? '' : say(fault)
  useEffect(() => {
    if (told !== '') speech.tell(told)
  }, [told, speech])
  return (
    <Page
      title={say('title')}
      prompt={say('prompt')}
      about={sayIn(checkInWords, 'zh-CN')('title')}
      foot={
        <div className="actions">
          <Button
            look="primary"
            className="action-main"
            icon={<CalendarCheck aria-hidden="true" />}
            busy={checkIn.busy}
            onPress={() => {
              const form = document.getElementById(formId)
              if (form instanceof HTMLFormElement) form.requestSubmit()
            }}
          >
            {say('submit')}
          </Button>
          {laid ? (
            <Button
              icon={<IdCard aria-hidden="true" />}
              busy={checkIn.busy}
              onPress={() => checkIn.run({ body: { cardId: laid.cardId, language } })}
            >
              {ofCard('checkInAs', { name: laid.nameMasked })}
            </Button>
          ) : null}
        </div>
      }
    >
      <div className="search check-in">
        {/* The keys stand outside: a form's first button is pressed by Enter, with which a scanner ends. */}
        <form id={formId} onSubmit={submit} noValidate autoComplete="off">
          <Field
            label={say('field')}
            value={text}
            onChange={change}
            maxLength={longest}
            inputMode="none"
            placeholder={say('hint')}
            error={told === '' ? undefined : told}
            autoFocus
          />
        </form>
        <p className="search-found check-in-note">{say('fieldNote')}</p>
        <LayCard what="layToCheckIn" />
        <ScreenKeyboard onKey={press} />
      </div>
    </Page>
  )
}
