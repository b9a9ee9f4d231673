import { AutoComplete, Form, Input, InputNumber } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  largestFeeFen,
  longestOfMaterial,
  materialSeparators,
  mostMaterials,
} from '../../../core/catalog/guide.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import type { ItemValues } from './item-values.ts'
import { itemWords } from './words.ts'

/** 办事指南: what citizens read of an item before they come. */
export function GuideFields({ topics }: { topics: readonly string[] }): ReactNode {
  const say = useWords(itemWords)
  return (
    <>
      <h3 className="form-heading">{say('guide')}</h3>
      <p className="form-lead">{say('guideAbout')}</p>
      <Materials />
      <div className="form-row">
        <Form.Item name="feeYuan" label={say('fee')} extra={say('feeHint')}>
          <InputNumber
            min={0}
            max={largestFeeFen / 100}
            precision={2}
            suffix={say('yuan')}
            placeholder={say('notKnown')}
          />
        </Form.Item>
        <Form.Item
          name="feeBasis"
          label={say('feeBasis')}
          extra={say('feeBasisHint')}
          dependencies={['feeYuan']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: string) =>
                (getFieldValue('feeYuan') ?? 0) > 0 && value.trim() === ''
                  ? Promise.reject(new Error(say('feeBasisMissing')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="legalLimitDays" label={say('legalLimit')} extra={say('legalLimitHint')}>
          <Days />
        </Form.Item>
        <Form.Item
          name="promisedLimitDays"
          label={say('promisedLimit')}
          extra={say('promisedLimitHint')}
          dependencies={['legalLimitDays']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: number | null) =>
                value !== null && value > (getFieldValue('legalLimitDays') ?? Number.POSITIVE_INFINITY)
                  ? Promise.reject(new Error(say('promisedTooLong')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Days />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="trips" label={say('trips')} extra={say('tripsHint')}>
          <InputNumber min={0} max={20} precision={0} suffix={say('times')} placeholder={say('notKnown')} />
        </Form.Item>
        <Form.Item name="topic" label={say('topic')} extra={say('topicHint')}>
          <AutoComplete
            maxLength={60}
            options={topics.map((value) => ({ value }))}
            showSearch={{ filterOption: (typed, option) => option?.value.includes(typed.trim()) ?? false }}
          />
        </Form.Item>
      </div>
    </>
  )
}

function Days(props: {
  id?: string
  value?: number | null
  onChange?: (value: number | null) => void
}): ReactNode {
  const say = useWords(itemWords)
  return (
    <InputNumber<number>
      {...props}
      min={0}
      max={999}
      precision={0}
      suffix={say('workingDays')}
      placeholder={say('notKnown')}
    />
  )
}

/** What to bring, a row for each thing. */
function Materials(): ReactNode {
  const say = useWords(itemWords)
  const plain = { pattern: separatorsNone, message: say('noSeparators') }
  return (
    <Form.List name="materials">
      {(rows, { add, remove }) => (
        <fieldset className="materials-fields">
          <legend>{say('materials')}</legend>
          {rows.length === 0 ? <p className="field-hint">{say('materialsNone')}</p> : null}
          {rows.map(({ key, name }) => (
            <div key={key} className="material-row">
              <Form.Item
                name={[name, 'name']}
                label={say('materialName')}
                rules={[{ required: true, whitespace: true }, plain, onlyOnce(name, say('materialTwice'))]}
              >
                <Input maxLength={longestOfMaterial.name} />
              </Form.Item>
              <Form.Item name={[name, 'copies']} label={say('copies')} rules={[plain]}>
                <Input maxLength={longestOfMaterial.copies} placeholder={say('copiesHint')} />
              </Form.Item>
              <Form.Item name={[name, 'note']} label={say('note')} rules={[plain]}>
                <Input maxLength={longestOfMaterial.note} />
              </Form.Item>
              <Button
                look="quiet"
                icon={<Trash2 aria-hidden="true" />}
                label={say('materialRemove', { place: name + 1 })}
                onPress={() => remove(name)}
              >
                {say('removeShort')}
              </Button>
            </div>
          ))}
          {rows.length < mostMaterials ? (
            <div>
              <Button icon={<Plus aria-hidden="true" />} onPress={() => add({ name: '' })}>
                {say('materialAdd')}
              </Button>
            </div>
          ) : null}
        </fieldset>
      )}
    </Form.List>
  )
}

const separatorsNone = new RegExp(`^[^${materialSeparators.source.slice(1, -1)}]*$`)

/** A material's name stands once: pages and files tell materials apart by it. */
function onlyOnce(place: number, message: string) {
  return ({ getFieldValue }: { getFieldValue: (name: string) => ItemValues['materials'] | undefined }) => ({
    validator: (_: unknown, value: string | undefined) =>
      (getFieldValue('materials') ?? []).some((one, at) => at < place && one.name?.trim() === value?.trim())
        ? Promise.reject(new Error(message))
        : Promise.resolve(),
  })
}
