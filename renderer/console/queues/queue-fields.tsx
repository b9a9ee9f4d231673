import { Checkbox, Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { type Week, weekFault } from './hours-form.ts'
import { queueWords } from './words.ts'

/** What the form of a queue holds; its week stands beside it. */
export interface QueueValues {
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

/** What a queue is called, where it stands, how many numbers it gives, how long one should wait. */
export function QueueFields({ isNew, hall }: { isNew: boolean; hall: RouteAnswer<'hall'> }): ReactNode {
  const say = useWords(queueWords)
  const sayList = useWords(listWords)
  return (
    <>
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
          rules={[{ pattern: /^[A-HJ-NP-Z]{1,2}$/, message: say('prefixWrong') }, { required: !isNew }]}
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
    </>
  )
}

/** When a queue is open. */
export function HoursFields(props: { week: Week; onWeek: (week: Week) => void; tried: boolean }): ReactNode {
  const say = useWords(queueWords)
  const { week, onWeek, tried } = props
  return (
    <>
      <h3 className="form-heading">{say('hours')}</h3>
      <Form.Item name="alwaysOpen" valuePropName="checked" noStyle>
        <Checkbox>{say('alwaysOpen')}</Checkbox>
      </Form.Item>
      <Form.Item
        noStyle
        shouldUpdate={(before: QueueValues, after: QueueValues) => before.alwaysOpen !== after.alwaysOpen}
      >
        {({ getFieldValue }) =>
          getFieldValue('alwaysOpen') === true ? null : (
            <>
              <HoursEditor week={week} onChange={onWeek} strict={tried} />
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
    </>
  )
}
