import { App, Form, InputNumber } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHall } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { numberRanges } from '../board/arrange.ts'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { useSeries } from '../parts/use-series.ts'
import { PlaceFields } from './place-fields.tsx'
import { windowRange } from './window-range.ts'
import { windowRoomWords } from './words.ts'

interface Values {
  from: number | null
  to: number | null
  zoneId: string | null
  queueIds: string[]
}

/** Windows 1 to 20 in one go, with the same zone and the same queues. */
export function ManyWindows(props: { hall: RouteAnswer<'hall'>; onClose: () => void }): ReactNode {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const { call, queries } = useHall()
  const { hall } = props
  const [range, setRange] = useState<Pick<Values, 'from' | 'to'>>({ from: 1, to: 20 })
  const known = new Set(hall.windows.map((window) => window.number))
  const plan = windowRange(range.from, range.to, known)
  const series = useSeries((step: { number: string; zoneId: string | null; queueIds: string[] }) =>
    call('addWindow', { body: { ...step, name: '' } }),
  )
  const submit = async (values: Values): Promise<void> => {
    const wanted = windowRange(values.from, values.to, known)
    if (!wanted.ok || wanted.add.length === 0) return
    const { zoneId, queueIds } = values
    const done = await series.run(wanted.add.map((number) => ({ number, zoneId, queueIds })))
    for (const name of ['hall', 'setUpProgress']) void queries.invalidateQueries({ queryKey: [name] })
    if (!done) return
    void message.success(say('rangeDone', { count: wanted.add.length }))
    props.onClose()
  }
  return (
    <Panel title={say('addManyTitle')} wide onClose={props.onClose}>
      <RecordForm<Values>
        name="windows"
        initial={{ from: 1, to: 20, zoneId: hall.zones[0]?.id ?? null, queueIds: [] }}
        busy={series.busy}
        problem={series.stopped?.problem ?? null}
        submit={
          series.busy
            ? say('rangeBusy', { done: series.done, total: series.total })
            : plan.ok && plan.add.length > 0
              ? say('rangeDo', { count: plan.add.length })
              : say('rangeNothing')
        }
        onSubmit={(values) => void submit(values)}
      >
        <div className="form-row">
          <Form.Item name="from" label={say('from')} rules={[{ required: true }]}>
            <InputNumber
              min={1}
              max={999}
              precision={0}
              autoFocus
              onChange={(from) => setRange({ ...range, from })}
            />
          </Form.Item>
          <Form.Item name="to" label={say('to')} rules={[{ required: true }]}>
            <InputNumber min={1} max={999} precision={0} onChange={(to) => setRange({ ...range, to })} />
          </Form.Item>
        </div>
        {plan.ok ? null : (
          <p className="field-error form-lead" role="alert">
            {say(plan.fault)}
          </p>
        )}
        {plan.ok && plan.there.length > 0 ? (
          <p className="form-lead" role="status">
            {say('rangeExists', { numbers: numberRanges(plan.there, sayList('comma')) })}
          </p>
        ) : null}
        <PlaceFields hall={hall} />
      </RecordForm>
    </Panel>
  )
}
