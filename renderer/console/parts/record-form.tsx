import { Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { ProblemNotice } from '../../ui/states.tsx'
import { commonWords } from '../../ui/words.ts'
import { placeFaults } from './place-faults.ts'

export interface RecordFormProps<Values extends object> {
  /** Unique on the page: it begins the ids of the fields. */
  readonly name: string
  readonly initial: Values
  readonly onSubmit: (values: Values) => void
  readonly busy: boolean
  readonly problem: Problem | null
  /** The field that an `already-exists` of the hall is about. */
  readonly conflictAt?: string
  readonly submit?: string
  readonly onCancel?: () => void
  readonly children: ReactNode | ((form: FormInstance) => ReactNode)
}

/**
 * The form of one record. What the hall refuses is shown at the field that it is about; the first such field takes
 * the focus. Enter submits.
 */
export function RecordForm<Values extends object>(props: RecordFormProps<Values>): ReactNode {
  const say = useWords(commonWords)
  const [form] = Form.useForm()
  const { problem, conflictAt } = props
  const fields = Object.keys(props.initial).join()
  const rest = problem !== null && placeFaults(problem, fields.split(','), conflictAt).rest

  useEffect(() => {
    if (problem === null) return
    const { placed } = placeFaults(problem, fields.split(','), conflictAt)
    form.setFields(placed.map(({ path, message }) => ({ name: path, errors: [message] })))
    const [first] = placed
    if (first) form.scrollToField(first.path, { block: 'center', focus: true })
  }, [form, problem, fields, conflictAt])

  return (
    <Form
      form={form}
      name={props.name}
      layout="vertical"
      requiredMark="optional"
      colon={false}
      scrollToFirstError={{ focus: true, block: 'center' }}
      initialValues={props.initial}
      onFinish={(values: Values) => props.onSubmit({ ...props.initial, ...values })}
    >
      {problem && rest ? (
        <div className="form-problem">
          <ProblemNotice problem={problem} />
        </div>
      ) : null}
      {typeof props.children === 'function' ? props.children(form) : props.children}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={props.busy}>
          {props.submit ?? say('save')}
        </Button>
        {props.onCancel ? (
          <Button look="quiet" onPress={props.onCancel}>
            {say('cancel')}
          </Button>
        ) : null}
      </div>
    </Form>
  )
}
