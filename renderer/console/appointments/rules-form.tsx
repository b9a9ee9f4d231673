import { App, Form, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import type { HallSettings } from '../../../contract/shapes.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
import { appointmentWords } from './words.ts'

type Rules = HallSettings['appointments']

type Unit = 'inMinutes' | 'inDays' | 'inTimes' | 'inBookings'

/** Each rule with its unit, its least and its most; the open ones may be empty, which switches them off. */
const fields = [
  ['leadMinutes', 'inMinutes', 0, 10_080, 'open'],
  ['earlyMinutes', 'inMinutes', 0, 480],
  ['graceMinutes', 'inMinutes', 0, 240],
  ['absentAfterMinutes', 'inMinutes', 0, 480],
  ['absencesInRow', 'inTimes', 1, 20, 'open'],
  ['blockDays', 'inDays', 1, 366],
  ['bookingsPerPerson', 'inBookings', 1, 50, 'open'],
  ['attemptsPerMinute', 'inTimes', 1, 10_000],
] as const satisfies readonly (readonly [keyof Rules, Unit, number, number, 'open'?])[]

/** What holds for all bookings of the hall. */
export function RulesForm({ onClose }: { onClose: () => void }): ReactNode {
  const say = useWords(appointmentWords)
  const sayRoom = useWords(roomWords)
  const { message } = App.useApp()
  const { data, problem, again } = useHallQuery('settings', {})
  const save = useHallCommand('saveSettings', {
    refreshes: ['settings'],
    onDone: () => {
      void message.success(say('saved'))
      onClose()
    },
  })
  return (
    <Panel title={say('rules')} onClose={onClose}>
      {data ? (
        <RecordForm<Rules>
          name="booking-rules"
          initial={data.settings.appointments}
          busy={save.busy}
          problem={save.problem}
          onSubmit={(rules) => save.run({ body: { appointments: rules } })}
          onCancel={onClose}
        >
          {fields.map(([name, unit, least, most, open]) => (
            <Form.Item
              key={name}
              name={name}
              label={say(name)}
              extra={say(`${name}Hint`)}
              rules={open ? [] : [{ required: true }]}
              required={!open}
            >
              <InputNumber min={least} max={most} precision={0} suffix={say(unit)} />
            </Form.Item>
          ))}
        </RecordForm>
      ) : problem ? (
        <ProblemNotice problem={problem} onAgain={again} />
      ) : (
        <Loading />
      )}
      <RecordTools registry="settings" name={sayRoom('settings')} />
    </Panel>
  )
}
