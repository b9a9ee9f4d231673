import { Search } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { readCode } from '../../../core/appointment/code.ts'
import { checkIdNumber } from '../../../core/identity.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, ProblemNotice } from '../../ui/states.tsx'
import type { Seat } from '../session/use-session.ts'
import { BookingTable } from './booking-table.tsx'
import { appointmentWords } from './words.ts'

/** One booking by its code, or a person's by their number. What is typed travels in a body and is never kept in an address. */
export function Finder(props: { seat: Seat; timeZone: string }): ReactNode {
  const say = useWords(appointmentWords)
  const [text, setText] = useState('')
  const [fault, setFault] = useState(false)
  const find = useHallCommand('findAppointments')
  const ask = (): void => {
    const code = readCode(text)
    const idNumber = checkIdNumber(text)
    setFault(code === null && !idNumber.ok)
    if (code !== null) find.run({ body: { code } })
    else if (idNumber.ok) find.run({ body: { idNumber: idNumber.value } })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    ask()
  }
  const found = find.answer?.appointments
  return (
    <section className="stack booking-finder" aria-label={say('find')}>
      <form onSubmit={submit} noValidate autoComplete="off">
        <Field
          label={say('findField')}
          value={text}
          onChange={(next) => {
            setText(next)
            setFault(false)
          }}
          maxLength={30}
          error={fault ? say('findFault') : undefined}
        />
        <Button type="submit" icon={<Search aria-hidden="true" />} busy={find.busy}>
          {say('findDo')}
        </Button>
        {found ? (
          <Button
            look="quiet"
            onPress={() => {
              setText('')
              find.clear()
            }}
          >
            {say('findBack')}
          </Button>
        ) : null}
      </form>
      {find.problem ? <ProblemNotice problem={find.problem} /> : null}
      {found ? (
        <BookingTable
          seat={props.seat}
          rows={found}
          timeZone={props.timeZone}
          withDay
          name={say('find')}
          empty={<Empty title={say('findNone')}>{say('findNoneBody')}</Empty>}
          onChanged={ask}
        />
      ) : null}
    </section>
  )
}
