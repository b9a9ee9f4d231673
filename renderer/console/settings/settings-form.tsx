import { App, Form, Input, Select } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { HallSettings } from '../../../contract/shapes.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { ProblemNotice } from '../../ui/states.tsx'
import { placeFaults } from '../parts/place-faults.ts'
import { readClock } from '../queues/hours-form.ts'
import { changedParts, cleanAddress, isAddress } from './changed-parts.ts'
import { RuleFields } from './rule-fields.tsx'
import { SettingsPart } from './settings-part.tsx'
import { settingsWords } from './words.ts'

/** All settings on one sheet; what changed is saved together, and only that. */
export function SettingsForm(props: {
  settings: HallSettings
  caFingerprint: string | null
  onRestart: () => void
}): ReactNode {
  const say = useWords(settingsWords)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const { settings } = props
  const [typed, setTyped] = useState<HallSettings>(settings)
  const changes = changedParts(settings, clean(typed))
  const dirty = Object.keys(changes).length > 0
  const save = useHallCommand('saveSettings', {
    refreshes: ['settings', 'hall'],
    onDone: () => void message.success(say('saved')),
  })
  const shown = useRef(settings)
  useEffect(() => {
    // A change of before that was taken back, or somebody else's: what stands in the form for it is no longer true.
    const changed = changedParts(shown.current, settings)
    shown.current = settings
    if (Object.keys(changed).length === 0) return
    form.setFieldsValue(changed)
    setTyped((before) => ({ ...before, ...changed }))
  }, [form, settings])
  const { problem } = save
  const rest = problem !== null && placeFaults(problem, Object.keys(settings)).rest
  useEffect(() => {
    if (problem === null) return
    const { placed } = placeFaults(problem, [
      'name',
      'nameEn',
      'timeZone',
      'publicUrl',
      'rules',
      'signIn',
      'targets',
      'board',
      'devices',
    ])
    form.setFields(placed.map(({ path, message: text }) => ({ name: path, errors: [text] })))
    const [first] = placed
    if (first) form.scrollToField(first.path, { block: 'center', focus: true })
  }, [form, problem])
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    [],
  )

  return (
    <Form
      form={form}
      name="settings"
      className="settings"
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError={{ focus: true, block: 'center' }}
      initialValues={settings}
      onValuesChange={(_, all: HallSettings) => setTyped({ ...settings, ...all })}
      onFinish={() => {
        if (dirty) save.run({ body: changes })
      }}
    >
      {problem && rest ? <ProblemNotice problem={problem} /> : null}
      <SettingsPart name="hall">
        <div>
          <Form.Item
            name="name"
            label={say('name')}
            extra={say('nameHint')}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="nameEn" label={say('nameEn')}>
            <Input maxLength={120} lang="en" />
          </Form.Item>
          <Form.Item
            name="publicUrl"
            label={say('publicUrl')}
            extra={say('publicUrlHint')}
            rules={[
              {
                validator: (_, value: string | null) => {
                  const address = cleanAddress(value)
                  return address === null || isAddress(address)
                    ? Promise.resolve()
                    : Promise.reject(new Error(say('publicUrlWrong')))
                },
              },
            ]}
          >
            <Input maxLength={200} inputMode="url" autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="timeZone"
            label={say('timeZone')}
            extra={say('timeZoneHint')}
            rules={[{ required: true }]}
          >
            <Select showSearch options={zones} />
          </Form.Item>
          {props.caFingerprint ? (
            <div className="fingerprint-part">
              <p className="field-label">{say('fingerprint')}</p>
              <p className="fingerprint">{props.caFingerprint}</p>
              <p className="field-hint">{say('fingerprintHint')}</p>
            </div>
          ) : null}
        </div>
      </SettingsPart>
      <RuleFields />
      <div className="settings-save">
        <Button type="submit" look="primary" busy={save.busy} disabled={!dirty}>
          {say('save')}
        </Button>
        {dirty ? (
          <Button look="quiet" onPress={props.onRestart}>
            {say('discard')}
          </Button>
        ) : null}
        <span role="status">{dirty ? say('changedCount') : say('noChange')}</span>
      </div>
    </Form>
  )
}

/** What is sent: without stray spaces, times as the contract writes them, an empty field as none. */
function clean(settings: HallSettings): HallSettings {
  const { rules } = settings
  return {
    ...settings,
    name: settings.name.trim(),
    nameEn: settings.nameEn.trim(),
    publicUrl: cleanAddress(settings.publicUrl),
    rules: {
      ...rules,
      endOfDay: rules.endOfDay?.trim() ? (readClock(rules.endOfDay) ?? rules.endOfDay) : null,
    },
  }
}
