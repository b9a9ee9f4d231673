import { Settings } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import type { Screen } from '../ui/screen.ts'
import { type DisplaySettings, fitsScreen, leastFigureMm } from './display-settings.ts'
import { displayWords } from './words.ts'

/** How long the button stays in sight after somebody moved the mouse or touched a key. */
const inSightMs = 10_000

interface PanelProps {
  readonly name: string
  readonly settings: DisplaySettings
  readonly screen: Required<Screen>
  readonly sound: boolean
  readonly onChange: (part: Partial<DisplaySettings>) => void
  /** Lets the voice be heard, as it would call. */
  readonly onTry: () => void
}

/** What is set at the screen itself. The button shows only while somebody is at it; citizens never see it. */
export function SettingsPanel(props: PanelProps): ReactNode {
  const say = useWords(displayWords)
  const [open, setOpen] = useState(false)
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const show = (): void => {
      setInSight(true)
      clearTimeout(timer)
      timer = setTimeout(() => setInSight(false), inSightMs)
    }
    const close = (event: KeyboardEvent): void => {
      show()
      if (event.key === 'Escape') setOpen(false)
    }
    addEventListener('pointermove', show)
    addEventListener('keydown', close)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointermove', show)
      removeEventListener('keydown', close)
    }
  }, [])

  if (open) return <Panel {...props} onClose={() => setOpen(false)} />
  return (
    <div className="settings-button" data-in-sight={inSight || undefined}>
      <Button icon={<Settings aria-hidden="true" />} onPress={() => setOpen(true)}>
        {say('settings')}
      </Button>
    </div>
  )
}

function Panel(props: PanelProps & { onClose: () => void }): ReactNode {
  const { settings, screen, sound, onChange, onTry, onClose } = props
  const say = useWords(displayWords)
  const least = Math.round(leastFigureMm(screen.distanceM))
  return (
    <aside className="settings" aria-label={say('settingsTitle')}>
      <h2>{say('settingsTitle')}</h2>
      <p className="settings-note">{say('settingsFor', { name: props.name })}</p>
      <div className="settings-pair">
        <NumberField
          label={say('distance')}
          value={screen.distanceM}
          least={1}
          most={40}
          step={0.5}
          onChange={(distanceM) => onChange({ distanceM })}
        />
        <NumberField
          label={say('width')}
          value={screen.widthMm}
          least={100}
          most={20_000}
          step={1}
          onChange={(widthMm) => onChange({ widthMm })}
        />
      </div>
      <p className="settings-note" data-wrong={!fitsScreen(screen) || undefined}>
        {fitsScreen(screen) ? say('figureHeight', { mm: least }) : say('figureTooSmall')}
      </p>
      <Choice
        label={say('sound')}
        value={sound}
        options={[
          [true, say('soundOn')],
          [false, say('soundOffWord')],
        ]}
        onChange={(value) => onChange({ sound: value })}
      />
      <Choice
        label={say('english')}
        value={settings.english}
        options={[
          [true, say('soundOn')],
          [false, say('soundOffWord')],
        ]}
        onChange={(english) => onChange({ english })}
      />
      <Choice
        label={say('prefer')}
        value={settings.prefer}
        options={[
          ['clips', say('preferClips')],
          ['system', say('preferSystem')],
        ]}
        onChange={(prefer) => onChange({ prefer })}
      />
      <Choice
        label={say('language')}
        value={settings.language}
        options={[
          ['zh-CN', '中文'],
          ['en', 'English'],
        ]}
        onChange={(language) => onChange({ language })}
      />
      <Volumes volumes={settings.volumes} onChange={(volumes) => onChange({ volumes })} />
      <div className="settings-actions">
        <Button onPress={onTry}>{say('tryVoice')}</Button>
        <Button look="primary" onPress={onClose} autoFocus>
          {say('done')}
        </Button>
      </div>
    </aside>
  )
}

function NumberField(props: {
  label: string
  value: number
  least: number
  most: number
  step: number
  onChange: (value: number) => void
}): ReactNode {
  const id = useId()
  return (
    <div className="settings-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="number"
        min={props.least}
        max={props.most}
        step={props.step}
        defaultValue={props.value}
        onChange={(event) => {
          const value = event.target.valueAsNumber
          if (value >= props.least && value <= props.most) props.onChange(value)
        }}
      />
    </div>
  )
}

function Choice<Value extends string | boolean>(props: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}): ReactNode {
  const name = useId()
  return (
    <fieldset className="settings-choice">
      <legend>{props.label}</legend>
      {props.options.map(([value, word]) => (
        <label key={word}>
          <input
            type="radio"
            name={name}
            checked={props.value === value}
            onChange={() => props.onChange(value)}
          />
          {word}
        </label>
      ))}
    </fieldset>
  )
}

function Volumes(props: {
  volumes: DisplaySettings['volumes']
  onChange: (volumes: DisplaySettings['volumes']) => void
}): ReactNode {
  const say = useWords(displayWords)
  const change = (at: number, part: Partial<DisplaySettings['volumes'][number]>): void =>
    props.onChange(props.volumes.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <table className="settings-volumes">
      <caption>{say('volumeTable')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{say('from')}</th>
          <th scope="col">{say('volume')}</th>
        </tr>
      </thead>
      <tbody>
        {props.volumes.map((row, at) => {
          const name = say(at === 0 ? 'day' : 'evening')
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <input
                  type="time"
                  aria-label={`${name} ${say('from')}`}
                  value={row.from}
                  onChange={(event) =>
                    /^\d\d:\d\d$/.test(event.target.value) && change(at, { from: event.target.value })
                  }
                />
              </td>
              <td>
                <input
                  type="range"
                  min={0}
                  max={100}
                  step={10}
                  aria-label={`${name} ${say('volume')}`}
                  value={Math.round(row.volume * 100)}
                  onChange={(event) => change(at, { volume: event.target.valueAsNumber / 100 })}
                />
                <span className="figures">{Math.round(row.volume * 100)} %</span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
