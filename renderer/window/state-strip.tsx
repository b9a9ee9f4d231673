import './state-strip.css'
import { Bell, BellOff, CircleHelp, Keyboard, LogOut, Replace, Wifi, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useConnection } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { Clock } from '../ui/clock.tsx'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { ActionButton } from './action-button.tsx'
import type { Desk } from './use-desk.ts'
import { windowWords } from './words.ts'
import { type DeskAction, hindranceOf } from './work.ts'

/** The window's sign: its number, how it stands, who is here, and what concerns the window as a whole. */
export function StateStrip(props: {
  desk: Desk
  sound: boolean
  onSound: (on: boolean) => void
  onAct: (action: DeskAction) => void
  onSheet: (sheet: 'keys' | 'trouble') => void
  onSignOut: () => void
  onChooseOther: (() => void) | null
}): ReactNode {
  const say = useWords(windowWords)
  const { window, time, situation, work } = props.desk
  const SoundIcon = props.sound ? Bell : BellOff
  const button = (action: DeskAction): ReactNode =>
    hindranceOf(action, situation) === null || (situation.away && action !== 'open') ? (
      <ActionButton
        of={action}
        disabled={situation.away || (work.doing !== null && work.doing !== action)}
        busy={work.doing === action}
        onPress={() => props.onAct(action)}
      />
    ) : null
  return (
    <header className="strip" data-state={window.state}>
      <h1 className="strip-sign">
        <span className="strip-number figures">{window.number}</span>
        <span className="strip-name">{window.name}</span>
      </h1>
      <p className="strip-state">
        <span className="strip-word" data-testid="window-state">
          {say(window.state)}
        </span>
        <span className="whole">
          {window.staffName === null || window.state === 'closed'
            ? props.desk.seat.name
            : say('by', { name: window.staffName })}
        </span>
      </p>
      <div className="strip-window">
        {button('pause')}
        {button('close')}
      </div>
      <div className="strip-end">
        <Connection />
        <Clock
          offsetMs={time.offsetMs}
          withDate={false}
          {...(time.timeZone ? { timeZone: time.timeZone } : {})}
        />
        {props.onChooseOther ? (
          <Button look="quiet" icon={<Replace aria-hidden="true" />} onPress={props.onChooseOther}>
            {say('chooseOther')}
          </Button>
        ) : null}
        <ActionButton
          of="trouble"
          word={say('troubleShort')}
          look="quiet"
          icon={<CircleHelp aria-hidden="true" />}
          onPress={() => props.onSheet('trouble')}
        />
        <ActionButton
          of="keys"
          word={say('keysShort')}
          look="quiet"
          icon={<Keyboard aria-hidden="true" />}
          onPress={() => props.onSheet('keys')}
        />
        <Button
          look="quiet"
          pressed={props.sound}
          icon={<SoundIcon aria-hidden="true" />}
          onPress={() => props.onSound(!props.sound)}
        >
          {say(props.sound ? 'soundOn' : 'soundOff')}
        </Button>
        <LanguageSwitch />
        <Button look="quiet" icon={<LogOut aria-hidden="true" />} onPress={props.onSignOut}>
          {say('leaveWork')}
        </Button>
      </div>
    </header>
  )
}

function Connection(): ReactNode {
  const say = useWords(windowWords)
  const state = useConnection()
  const Icon = state === 'live' ? Wifi : WifiOff
  return (
    <span className="strip-connection" data-connection={state} role="status">
      <Icon aria-hidden="true" />
      {say(state)}
    </span>
  )
}
