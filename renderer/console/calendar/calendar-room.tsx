import { App, Form, Input, Radio } from 'antd'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords, roomWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { AskBookings, apartFromBookings } from '../registry/ask-bookings.tsx'
import { RecordTools, RegistryTools } from '../registry/registry-tools.tsx'
import { calendarWords } from './words.ts'

type Day = RouteAnswer<'calendar'>['days'][number]

/** The days on which this hall departs from the State Council's calendar. */
export function CalendarRoom(): ReactNode {
  const say = useWords(calendarWords)
  const sayRoom = useWords(roomWords)
  const calendar = useHallQuery('calendar', {}, { refreshOn: ['queues'] })
  const [open, setOpen] = useState<Day | 'new' | null>(null)
  const columns: Column<Day>[] = [
    { key: 'day', title: say('day'), whole: true, text: (one) => one.day },
    {
      key: 'kind',
      title: say('kind'),
      whole: true,
      text: (one) => say(one.kind),
      choices: (one) => [say(one.kind)],
      show: (one) => <StateMark tone={one.kind === 'open' ? 'good' : 'rest'}>{say(one.kind)}</StateMark>,
    },
    { key: 'name', title: say('name'), text: (one) => one.name },
    { key: 'official', title: say('official'), whole: true, text: (one) => say(one.official ?? 'unknown') },
  ]
  return (
    <RoomSheet
      title={sayRoom('calendar')}
      about={say('about')}
      actions={
        <>
          <RegistryTools tables={['holidays']} />
          <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
            {say('add')}
          </Button>
        </>
      }
    >
      {calendar.data === undefined ? (
        calendar.problem ? (
          <ProblemNotice problem={calendar.problem} onAgain={calendar.again} />
        ) : (
          <Loading />
        )
      ) : (
        <Register
          name={sayRoom('calendar')}
          rows={calendar.data.days}
          columns={columns}
          idOf={(one) => one.day}
          onOpen={setOpen}
          filed
          empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
        />
      )}
      {open ? <DayForm day={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </RoomSheet>
  )
}

interface Values {
  day: string
  kind: Day['kind']
  name: string
}

/** One day; null for a new one. */
function DayForm({ day, onClose }: { day: Day | null; onClose: () => void }): ReactNode {
  const say = useWords(calendarWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const refreshes = ['calendar', 'hall', 'queues'] as const
  const save = useHallCommand('saveCalendarDay', {
    refreshes,
    onDone: () => {
      void message.success(sayList(day === null ? 'added' : 'saved'))
      onClose()
    },
  })
  const remove = useHallCommand('removeCalendarDay', { refreshes })
  const [typed, setTyped] = useState<Values | null>(null)
  const submit = (body: Values, cancelBookings?: true): void => {
    setTyped(body)
    save.run({ body: { ...body, cancelBookings } })
  }
  const removeAnyway = async (): Promise<void> => {
    if (day === null) return
    await remove.send({ params: { day: day.day }, query: { cancelBookings: 'true' } })
    void message.success(sayList('saved'))
    onClose()
  }
  return (
    <Panel title={day?.day ?? say('add')} onClose={onClose}>
      <RecordForm<Values>
        name="day"
        initial={{ day: day?.day ?? '', kind: day?.kind ?? 'closed', name: day?.name ?? '' }}
        busy={save.busy}
        problem={apartFromBookings(save.problem)}
        onSubmit={(body) => submit(body)}
      >
        <Form.Item
          name="day"
          label={say('day')}
          extra={say('dayHint')}
          normalize={(value: string) => value.normalize('NFKC').trim().replaceAll(/[/.]/g, '-')}
          rules={[{ required: true }, { pattern: /^\d{4}-\d{2}-\d{2}$/, message: say('dayWrong') }]}
        >
          <Input maxLength={10} autoFocus={day === null} disabled={day !== null} />
        </Form.Item>
        <Form.Item name="kind" label={say('kind')} required>
          <Radio.Group
            className="day-kinds"
            options={(['closed', 'open'] as const).map((kind) => ({
              value: kind,
              label: (
                <>
                  {say(kind)}
                  <span className="cell-note">{say(kind === 'closed' ? 'closedHint' : 'openHint')}</span>
                </>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label={say('name')} extra={say('nameHint')}>
          <Input maxLength={60} />
        </Form.Item>
      </RecordForm>
      {day ? (
        <RecordTools
          registry="holidays"
          id={day.day}
          name={day.day}
          remove={{
            busy: remove.busy,
            problem: apartFromBookings(remove.problem),
            send: () => remove.send({ params: { day: day.day }, query: {} }),
          }}
          onRemoved={onClose}
        />
      ) : null}
      {typed ? (
        <AskBookings
          problem={save.problem}
          name={typed.day}
          onYes={() => submit(typed, true)}
          onClose={save.clear}
        />
      ) : null}
      {day ? (
        <AskBookings
          problem={remove.problem}
          name={day.day}
          // The refusal is in the command's `problem`.
          onYes={() => void removeAnyway().catch(() => undefined)}
          onClose={remove.clear}
        />
      ) : null}
    </Panel>
  )
}
