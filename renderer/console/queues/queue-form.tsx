import { App, Checkbox, Form, Input, InputNumber } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { OpeningHours } from '../../../contract/shapes.ts'
import { useHall, useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { useSeries } from '../parts/use-series.ts'
import { RecordTools } from '../registry/registry-tools.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { cleanWeek, type Week, weekFault } from './hours-form.ts'
import { queueWords } from './words.ts'

export type QueueRegistration = RouteAnswer<'queueRegister'>['queues'][number]

interface Values {
  name: string
  nameEn: string | null
  prefix: string
  zoneId: string | null
  departmentId: string | null
  dailyLimit: number | null
  firstNumber: number
  lastNumber: number | null
  waitTargetMinutes: number | null
  alwaysOpen: boolean
  onHolidays: boolean
  lastTicketMinutes: number
}

/** Hours that a new queue begins with, as the hall itself sets them. */
const officeSpans: [string, string][] = [
  ['09:00', '12:00'],
  ['13:30', '17:00'],
]
const newHours: OpeningHours = {
  alwaysOpen: false,
  onHolidays: false,
  week: {
    '1': officeSpans,
    '2': officeSpans,
    '3': officeSpans,
    '4': officeSpans,
    '5': officeSpans,
    '6': [],
    '7': [],
  },
  lastTicketMinutes: 15,
}

/** One queue: what it is called, where, when, how many. `queue` is null for a new one. */
export function QueueForm(props: {
  queue: QueueRegistration | null
  queues: readonly QueueRegistration[]
  hall: RouteAnswer<'hall'>
  onClose: () => void
}): ReactNode {
  const say = useWords(queueWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const { call } = useHall()
  const { queue, hall } = props
  const hours = queue?.hours ?? newHours
  const [week, setWeek] = useState<Week>(
    // A queue that was always open begins with office hours when it gets hours at all.
    weekFault(hours.week) === 'noSpan' ? newHours.week : hours.week,
  )
  const [tried, setTried] = useState(false)
  const [everywhere, setEverywhere] = useState(false)
  const others = props.queues.filter((one) => one.id !== queue?.id)
  const refreshes = ['queueRegister', 'hall', 'setUpProgress'] as const
  const add = useHallCommand('addQueue', { refreshes })
  const save = useHallCommand('saveQueue', { refreshes })
  const remove = useHallCommand('removeQueue', { refreshes })
  const series = useSeries((step: { id: string; hours: OpeningHours }) =>
    call('saveQueue', { params: { id: step.id }, body: { hours: step.hours } }),
  )

  const submit = async (values: Values): Promise<void> => {
    setTried(true)
    const fault = weekFault(week)
    if (!values.alwaysOpen && fault !== null) return
    const { alwaysOpen, onHolidays, lastTicketMinutes, ...rest } = values
    // A week that one turned off stays as it was registered, in case it is wanted again.
    const newWeek = fault === null ? cleanWeek(week) : hours.week
    const body = {
      ...rest,
      nameEn: rest.nameEn?.trim() ? rest.nameEn.trim() : null,
      hours: { alwaysOpen, onHolidays, lastTicketMinutes, week: newWeek },
    }
    if (queue === null)
      await add.send({ body: { ...body, ...(body.prefix === '' ? { prefix: undefined } : {}) } })
    else await save.send({ params: { id: queue.id }, body })
    if (everywhere && (await series.run(others.map((one) => ({ id: one.id, hours: body.hours })))))
      void message.success(say('applied', { count: others.length + 1 }))
    else void message.success(sayList(queue === null ? 'added' : 'saved'))
    props.onClose()
  }

  return (
    <Panel
      title={queue === null ? say('addTitle') : `${queue.prefix} ${queue.name}`}
      wide
      onClose={props.onClose}
    >
      <RecordForm<Values>
        name="queue"
        initial={{
          name: queue?.name ?? '',
          nameEn: queue?.nameEn ?? '',
          prefix: queue?.prefix ?? '',
          zoneId: queue?.zoneId ?? null,
          departmentId: queue?.departmentId ?? null,
          dailyLimit: queue?.dailyLimit ?? null,
          firstNumber: queue?.firstNumber ?? 1,
          lastNumber: queue?.lastNumber ?? null,
          waitTargetMinutes: queue?.waitTargetMinutes ?? null,
          alwaysOpen: hours.alwaysOpen,
          onHolidays: hours.onHolidays,
          lastTicketMinutes: hours.lastTicketMinutes,
        }}
        busy={add.busy || save.busy || series.busy}
        problem={add.problem ?? save.problem ?? series.stopped?.problem ?? null}
        // The refusal is in the commands' `problem`.
        onSubmit={(values) => void submit(values).catch(() => undefined)}
      >
        <div className="form-row">
          <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={60} autoFocus />
          </Form.Item>
          <Form.Item name="nameEn" label={say('nameEn')}>
            <Input maxLength={120} lang="en" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="prefix"
            label={say('prefix')}
            extra={say('prefixHint')}
            normalize={(value: string) => value.toUpperCase()}
            rules={[
              { pattern: /^[A-HJ-NP-Z]{1,2}$/, message: say('prefixWrong') },
              { required: queue !== null },
            ]}
          >
            <Input maxLength={2} />
          </Form.Item>
          <Form.Item name="dailyLimit" label={say('limit')} extra={say('limitHint')}>
            <InputNumber min={1} max={9999} precision={0} placeholder={say('noLimit')} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="firstNumber"
            label={say('firstNumber')}
            extra={say('firstNumberHint')}
            rules={[{ required: true }]}
          >
            <InputNumber min={1} max={9999} precision={0} />
          </Form.Item>
          <Form.Item name="lastNumber" label={say('lastNumber')} extra={say('lastNumberHint')}>
            <InputNumber min={1} max={99_999} precision={0} placeholder={say('noLimit')} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="zoneId" label={say('zone')}>
            <OptionalSelect
              none={sayList('none')}
              options={hall.zones.map((zone) => ({ value: zone.id, label: zone.name }))}
            />
          </Form.Item>
          <Form.Item name="departmentId" label={say('department')}>
            <OptionalSelect
              search
              none={sayList('none')}
              options={hall.departments.map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="waitTargetMinutes" label={say('waitTarget')} extra={say('waitTargetHint')}>
          <InputNumber
            min={1}
            max={600}
            precision={0}
            placeholder={say('hallTarget')}
            suffix={say('minutes')}
          />
        </Form.Item>
        <h3 className="form-heading">{say('hours')}</h3>
        <Form.Item name="alwaysOpen" valuePropName="checked" noStyle>
          <Checkbox>{say('alwaysOpen')}</Checkbox>
        </Form.Item>
        <Form.Item
          noStyle
          shouldUpdate={(before: Values, after: Values) => before.alwaysOpen !== after.alwaysOpen}
        >
          {({ getFieldValue }) =>
            getFieldValue('alwaysOpen') === true ? null : (
              <>
                <HoursEditor week={week} onChange={setWeek} strict={tried} />
                {tried && weekFault(week) === 'noSpan' ? (
                  <p className="field-error" role="alert">
                    {say('noSpan')}
                  </p>
                ) : null}
                <Form.Item name="onHolidays" valuePropName="checked" extra={say('onHolidaysHint')}>
                  <Checkbox>{say('onHolidays')}</Checkbox>
                </Form.Item>
                <Form.Item
                  name="lastTicketMinutes"
                  label={say('lastTicket')}
                  extra={say('lastTicketHint')}
                  rules={[{ required: true }]}
                >
                  <InputNumber min={0} max={240} precision={0} suffix={say('minutes')} />
                </Form.Item>
              </>
            )
          }
        </Form.Item>
        {others.length > 0 ? (
          <p className="everywhere">
            <Checkbox checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)}>
              {say('everywhere', { count: others.length })}
            </Checkbox>
          </p>
        ) : null}
      </RecordForm>
      {queue ? (
        <RecordTools
          registry="queues"
          id={queue.id}
          name={`${queue.prefix} ${queue.name}`}
          remove={{ ...remove, send: () => remove.send({ params: { id: queue.id } }) }}
          onRemoved={props.onClose}
        />
      ) : null}
    </Panel>
  )
}
