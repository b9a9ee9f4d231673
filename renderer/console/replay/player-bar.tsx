import { Pause, Play } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { formatTimeWithSeconds } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { type Player, speeds } from './use-player.ts'
import { replayWords } from './words.ts'

const minuteMs = 60_000

/** The time that is shown, play and pause, and how fast. */
export function PlayerBar(props: { player: Player; timeZone: string; keysWork: boolean }): ReactNode {
  const say = useWords(replayWords)
  const { player } = props
  usePlayerKeys(player, props.keysWork)
  return (
    <div className="player">
      <output className="player-time figures">{formatTimeWithSeconds(player.atMs, props.timeZone)}</output>
      <Button
        look="primary"
        icon={player.playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        shortcut="Space"
        onPress={player.toggle}
      >
        {player.playing ? say('pause') : say('play')}
      </Button>
      <fieldset className="player-speeds">
        <legend>{say('speed')}</legend>
        {speeds.map((speed) => (
          <Button key={speed} pressed={player.speed === speed} onPress={() => player.setSpeed(speed)}>
            {say('times', { count: speed })}
          </Button>
        ))}
      </fieldset>
      <p className="player-keys">{say('keys')}</p>
    </div>
  )
}

/** Keys of the whole room, except where a field or a button takes them for itself. */
function usePlayerKeys(player: Player, work: boolean): void {
  const latest = useRef(player)
  latest.current = player
  useEffect(() => {
    if (!work) return
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof Element)) return
      const { seek, toggle, atMs } = latest.current
      const onSlider = event.target.matches('input[type="range"]')
      if (!onSlider && event.target.closest('input, select, textarea') !== null) return
      if (event.key === ' ') {
        // A button that has the focus is pressed by the same key.
        if (event.target.closest('button, a') !== null) return
        toggle()
      } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        const step = (event.shiftKey ? 10 : 1) * minuteMs
        seek(atMs + (event.key === 'ArrowLeft' ? -step : step))
      } else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [work])
}
