import './settings.css'
import { Anchor } from 'antd'
import { type ReactNode, useState } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { ChangeList } from '../registry/registry-changes.tsx'
import { EndDay } from './end-day.tsx'
import { SettingsForm } from './settings-form.tsx'
import { partId, SettingsPart, settingsParts } from './settings-part.tsx'
import { settingsWords } from './words.ts'

/** What the hall sets for itself. */
export function SettingsRoom(): ReactNode {
  const say = useWords(settingsWords)
  const sayRoom = useWords(roomWords)
  const query = useHallQuery('settings', {})
  const [round, setRound] = useState(0)
  return (
    <RoomSheet title={sayRoom('settings')} about={say('about')}>
      {query.data === undefined ? (
        query.problem ? (
          <ProblemNotice problem={query.problem} onAgain={query.again} />
        ) : (
          <Loading />
        )
      ) : (
        <div className="settings-page">
          <nav className="settings-list" aria-label={say('parts')}>
            <Anchor
              affix={false}
              replace
              items={settingsParts.map((name) => ({
                key: name,
                href: `#${partId(name)}`,
                title: say(name),
              }))}
            />
          </nav>
          <div className="settings-parts">
            <SettingsForm
              key={round}
              settings={query.data.settings}
              caFingerprint={query.data.caFingerprint}
              onRestart={() => setRound(round + 1)}
            />
            <EndDay />
            <SettingsPart name="changes">
              <ChangeList name="settings" refreshOn={['queues']} />
            </SettingsPart>
          </div>
        </div>
      )}
    </RoomSheet>
  )
}
