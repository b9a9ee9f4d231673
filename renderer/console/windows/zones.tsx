import './windows.css'
import { App, Form, Input } from 'antd'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { windowRoomWords } from './words.ts'

/** The parts of the hall, and a way to add one. */
export function Zones({ hall }: { hall: RouteAnswer<'hall'> }): ReactNode {
  const say = useWords(windowRoomWords)
  const [adding, setAdding] = useState(false)
  return (
    <section className="zones" aria-labelledby="zones-title">
      <div className="zones-words">
        <h2 id="zones-title">{say('zones')}</h2>
        <p className="room-about">{say('zonesAbout')}</p>
      </div>
      {hall.zones.length === 0 ? <p>{say('noZones')}</p> : null}
      <ul className="zone-list">
        {hall.zones.map((zone) => (
          <li key={zone.id}>
            <span className="zone-name">{zone.name}</span>
            <span className="cell-note">
              {[
                zone.nameEn,
                say('zoneWindows', {
                  count: hall.windows.filter((window) => window.zoneId === zone.id).length,
                }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button icon={<Plus aria-hidden="true" />} onPress={() => setAdding(true)}>
          {say('addZone')}
        </Button>
      </div>
      {adding ? <ZoneForm onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function ZoneForm({ onClose }: { onClose: () => void }): ReactNode {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const add = useHallCommand('addZone', {
    refreshes: ['hall', 'zones'],
    onDone: () => {
      void message.success(sayList('added'))
      onClose()
    },
  })
  return (
    <Panel title={say('addZone')} onClose={onClose}>
      <RecordForm<{ name: string; nameEn: string }>
        name="zone"
        initial={{ name: '', nameEn: '' }}
        busy={add.busy}
        problem={add.problem}
        conflictAt="name"
        onSubmit={({ name, nameEn }) =>
          add.run({ body: { name, nameEn: nameEn.trim() === '' ? null : nameEn.trim() } })
        }
      >
        <Form.Item name="name" label={say('zoneName')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="nameEn" label={say('zoneNameEn')}>
          <Input maxLength={80} lang="en" />
        </Form.Item>
      </RecordForm>
    </Panel>
  )
}
