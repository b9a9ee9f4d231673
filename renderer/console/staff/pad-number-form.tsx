import { App, Checkbox, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { StaffMember } from '../../../contract/shapes.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { RecordForm } from '../parts/record-form.tsx'
import { padNumberWords } from './pad-number-words.ts'

interface Values {
  number: string
  pin: string
  withoutPin: boolean
}

/** With what somebody signs on at a window's call pad, where there is no PC. */
export function PadNumberForm(props: { member: StaffMember; onClose: () => void }): ReactNode {
  const say = useWords(padNumberWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const { member } = props
  const save = useHallCommand('savePadNumber', {
    refreshes: ['staff'],
    onDone: () => {
      void message.success(sayList('saved'))
      props.onClose()
    },
  })
  const submit = ({ number, pin, withoutPin }: Values) =>
    save.run({
      params: { id: member.id },
      body: {
        number: number === '' ? null : number,
        ...(withoutPin ? { pin: null } : pin === '' ? {} : { pin }),
      },
    })
  return (
    <section className="pad-number" aria-labelledby="pad-number-title">
      <h3 id="pad-number-title">{say('title')}</h3>
      <p>{say('about')}</p>
      <RecordForm<Values>
        name="pad-number"
        initial={{
          number: member.padNumber ?? '',
          pin: '',
          withoutPin: member.padNumber !== null && !member.padPin,
        }}
        busy={save.busy}
        problem={save.problem}
        conflictAt="number"
        submit={say('save')}
        onSubmit={(values) => void submit(values)}
      >
        {(form) => (
          <>
            <div className="form-row">
              <Form.Item
                name="number"
                label={say('number')}
                extra={say('numberHint')}
                rules={[{ pattern: /^\d{2,6}$/, message: say('numberWrong') }]}
              >
                <Input maxLength={6} inputMode="numeric" autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="pin"
                label={say('pin')}
                extra={member.padPin ? say('pinKept') : say('pinHint')}
                dependencies={['number', 'withoutPin']}
                rules={[
                  { pattern: /^\d{4,6}$/, message: say('pinWrong') },
                  {
                    validator: (_, pin: string) => {
                      const { number, withoutPin } = form.getFieldsValue()
                      const missing = number !== '' && pin === '' && !withoutPin && !member.padPin
                      return missing ? Promise.reject(new Error(say('pinMissing'))) : Promise.resolve()
                    },
                  },
                ]}
              >
                <Input maxLength={6} inputMode="numeric" autoComplete="off" />
              </Form.Item>
            </div>
            <Form.Item name="withoutPin" valuePropName="checked" extra={say('withoutPinHint')}>
              <Checkbox>{say('withoutPin')}</Checkbox>
            </Form.Item>
          </>
        )}
      </RecordForm>
    </section>
  )
}
