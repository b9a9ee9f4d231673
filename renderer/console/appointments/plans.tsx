import { App, Form, InputNumber, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import type { BookingPlanView } from '../../../contract/appointment.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { Loading, ProblemNotice } from '../../ui/states.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { RecordTools, RegistryTools } from '../registry/registry-tools.tsx'
import { appointmentWords } from './words.ts'

/** How each queue is booked; a row opens its form for who may change it. */
export function Plans({ changes }: { changes: boolean }): ReactNode {
  const say = useWords(appointmentWords)
  const { data, problem, again } = useHallQuery('bookingPlans', {}, { refreshOn: ['notices'] })
  const [open, setOpen] = useState<BookingPlanView | null>(null)
  if (!data) return problem ? <ProblemNotice problem={problem} onAgain={again} /> : <Loading />
  const columns: Column<BookingPlanView>[] = [
    { key: 'name', whole: true, title: say('queue'), text: (plan) => `${plan.prefix} ${plan.queueName}` },
    {
      key: 'bookable',
      whole: true,
      title: say('bookable'),
      text: (plan) => say(plan.bookable ? 'yes' : 'no'),
      choices: (plan) => [say(plan.bookable ? 'yes' : 'no')],
      show: (plan) => (
        <StateMark tone={plan.bookable ? 'good' : 'rest'}>{say(plan.bookable ? 'yes' : 'no')}</StateMark>
      ),
    },
    {
      key: 'slot',
      title: say('slot'),
      align: 'end',
      text: (plan) => say('slotMinutes', { count: plan.slotMinutes }),
    },
    {
      key: 'people',
      title: say('people'),
      align: 'end',
      text: (plan) => say('peopleCount', { count: plan.peoplePerSlot }),
    },
    {
      key: 'ahead',
      title: say('ahead'),
      align: 'end',
      text: (plan) => say('aheadDays', { count: plan.daysAhead }),
    },
  ]
  return (
    <section className="stack">
      <div className="room-head">
        <div className="room-words">
          <h2>{say('plansTitle')}</h2>
          <p className="room-about">{say('plansAbout')}</p>
        </div>
        {changes ? (
          <div className="room-actions">
            <RegistryTools tables={['plans']} />
          </div>
        ) : null}
      </div>
      <Register
        name={say('plansTitle')}
        rows={data.plans}
        columns={columns}
        idOf={(plan) => plan.queueId}
        dimmed={(plan) => !plan.bookable}
        empty={null}
        filed={changes}
        {...(changes ? { onOpen: setOpen } : {})}
      />
      {open ? <PlanForm key={open.queueId} plan={open} onClose={() => setOpen(null)} /> : null}
    </section>
  )
}

type Values = Pick<BookingPlanView, 'bookable' | 'slotMinutes' | 'peoplePerSlot' | 'daysAhead'>

function PlanForm({ plan, onClose }: { plan: BookingPlanView; onClose: () => void }): ReactNode {
  const say = useWords(appointmentWords)
  const { message } = App.useApp()
  const save = useHallCommand('saveBookingPlan', {
    refreshes: ['bookingPlans'],
    onDone: () => {
      void message.success(say('saved'))
      onClose()
    },
  })
  const { bookable, slotMinutes, peoplePerSlot, daysAhead } = plan
  const number = (
    name: keyof Values,
    label: string,
    hint: string,
    unit: string,
    least: number,
    most: number,
  ): ReactNode => (
    <Form.Item name={name} label={label} extra={hint} rules={[{ required: true }]}>
      <InputNumber min={least} max={most} precision={0} suffix={unit} />
    </Form.Item>
  )
  return (
    <Panel title={say('planTitle', { name: plan.queueName })} onClose={onClose}>
      <p className="form-lead">{say('planLead')}</p>
      <RecordForm<Values>
        name="plan"
        initial={{ bookable, slotMinutes, peoplePerSlot, daysAhead }}
        busy={save.busy}
        problem={save.problem}
        onSubmit={(values) => save.run({ params: { id: plan.queueId }, body: values })}
        onCancel={onClose}
      >
        <Form.Item name="bookable" label={say('bookable')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {number('slotMinutes', say('slotLabel'), say('slotHint'), say('inMinutes'), 5, 240)}
        {number('peoplePerSlot', say('peopleLabel'), say('peopleHint'), say('inPeople'), 1, 500)}
        {number('daysAhead', say('aheadLabel'), say('aheadHint'), say('inDays'), 0, 90)}
      </RecordForm>
      <RecordTools registry="plans" id={plan.queueId} name={say('planTitle', { name: plan.queueName })} />
    </Panel>
  )
}
