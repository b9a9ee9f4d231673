import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { RouteAnswer } from '../../contract/client.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice, Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../ui/states.tsx'
import { Frame } from './frame.tsx'
import { bookingWords } from './words.ts'

type Departments = RouteAnswer<'bookingHall'>['departments']

const pageSize = 20
const most = 50

/** What is it about: by typing a few letters, or by department. */
export function WhatStep(props: {
  hallName: string
  departments: Departments
  onItem: (itemId: string) => void
}): ReactNode {
  const say = useWords(bookingWords)
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const english = language === 'en'
  const department = props.departments.find((one) => one.id === departmentId)
  if (props.departments.length === 0)
    return (
      <Frame hallName={props.hallName} title={say('title')}>
        <Empty title={say('nothing')}>{say('nothingBody')}</Empty>
      </Frame>
    )
  return (
    <Frame hallName={props.hallName} title={say('whatTitle')} intro={say('intro')}>
      <Field
        label={say('search')}
        hint={say('searchHint')}
        type="search"
        value={typed}
        onChange={setTyped}
        maxLength={40}
      />
      {typed.trim() === '' && !department ? (
        <section className="booking-list">
          <h2>{say('departments')}</h2>
          {props.departments.map((one) => (
            <BigChoice
              key={one.id}
              title={(english && one.nameEn) || one.name}
              note={say('itemCount', { count: one.items })}
              onPress={() => setDepartmentId(one.id)}
            />
          ))}
        </section>
      ) : (
        <section className="booking-list">
          {department ? (
            <>
              <Button
                look="quiet"
                icon={<ArrowLeft aria-hidden="true" />}
                onPress={() => setDepartmentId(null)}
              >
                {say('allDepartments')}
              </Button>
              <h2>{(english && department.nameEn) || department.name}</h2>
            </>
          ) : (
            <h2>{say('found')}</h2>
          )}
          <Items typed={typed} departmentId={departmentId} onItem={props.onItem} />
        </section>
      )}
    </Frame>
  )
}

function Items(props: {
  typed: string
  departmentId: string | null
  onItem: (itemId: string) => void
}): ReactNode {
  const say = useWords(bookingWords)
  const { language } = useLanguage()
  const q = useDeferredValue(props.typed.trim())
  const [limit, setLimit] = useState(pageSize)
  const { data, problem, again } = useHallQuery(
    'bookableItems',
    { query: { q, limit, ...(props.departmentId === null ? {} : { department: props.departmentId }) } },
    { keepPrevious: true },
  )
  if (!data) return problem ? <ProblemNotice problem={problem} onAgain={again} /> : <Loading />
  if (data.items.length === 0) return <Empty title={say('none')}>{say('noneBody')}</Empty>
  return (
    <>
      {data.items.map((item) => (
        <BigChoice
          key={item.id}
          title={(language === 'en' && item.nameEn) || item.name}
          note={props.departmentId === null ? item.department : item.group}
          onPress={() => props.onItem(item.id)}
        />
      ))}
      {data.next !== null && limit < most ? (
        <Button wide onPress={() => setLimit(most)}>
          {say('more')}
        </Button>
      ) : null}
    </>
  )
}
