import './windows.css'
import { App, Form, Input } from 'antd'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { RecordTools, RegistryTools } from '../registry/registry-tools.tsx'
import { windowRoomWords } from './words.ts'

/** The parts of the hall, and a way to add one. */
export function Zones({ hall }: { hall: RouteAnswer<'hall'> }): ReactNode {
  const say = useWords(windowRoomWords)
  const [open, setOpen] = useState<Zone | 'new' | null>(null)
  const columns: Column<Zone>[] = [
    { key: 'name', title: say('zoneName'), text: (zone) => zone.name },
    { key: 'nameEn', title: say('zoneNameEn'), text: (zone) => zone.nameEn ?? '' },
    {
      key: 'windows',
      title: say('zoneWindows'),
      align: 'end',
      text: (zone) => String(hall.windows.filter((window) => window.zoneId === zone.id).length),
    },
  ]
  return (
    <section className="zones" aria-labelledby="zones-title">
      <div className="room-head">
        <div className="room-words">
          <h2 id="zones-title">{say('zones')}</h2>
          <p className="room-about">{say('zonesAbout')}</p>
        </div>
        <div className="room-actions">
          <RegistryTools tables={['zones']} />
          <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
            {say('addZone')}
          </Button>
        </div>
      </div>
      <Register
        name={say('zones')}
        rows={hall.zones}
        columns={columns}
        idOf={(zone) => zone.id}
        onOpen={setOpen}
        filed
        empty={<Empty title={say('noZones')}>{say('noZonesBody')}</Empty>}
      />
      {open ? <ZoneForm zone={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </section>
  )
}

type Zone = RouteAnswer<'hall'>['zones'][number]

/** One zone; `zone` is null for a new one. */
function ZoneForm({ zone, onClose }: { zone: Zone | null; onClose: () => void }): ReactNode {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const refreshes = ['hall', 'zones'] as const
  const onDone = (): void => {
    void message.success(sayList(zone === null ? 'added' : 'saved'))
    onClose()
  }
  const add = useHallCommand('addZone', { refreshes, onDone })
  const save = useHallCommand('saveZone', { refreshes, onDone })
  const remove = useHallCommand('removeZone', { refreshes })
  return (
    <Panel title={zone === null ? say('addZone') : zone.name} onClose={onClose}>
      <RecordForm<{ name: string; nameEn: string }>
        name="zone"
        initial={{ name: zone?.name ?? '', nameEn: zone?.nameEn ?? '' }}
        busy={add.busy || save.busy}
        problem={add.problem ?? save.problem}
        conflictAt="name"
        onSubmit={({ name, nameEn }) => {
          const body = { name, nameEn: nameEn.trim() === '' ? null : nameEn.trim() }
          if (zone === null) add.run({ body })
          else save.run({ params: { id: zone.id }, body })
        }}
      >
        <Form.Item name="name" label={say('zoneName')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="nameEn" label={say('zoneNameEn')}>
          <Input maxLength={80} lang="en" />
        </Form.Item>
      </RecordForm>
      {zone ? (
        <RecordTools
          registry="zones"
          id={zone.id}
          name={zone.name}
          remove={{ ...remove, send: () => remove.send({ params: { id: zone.id } }) }}
          onRemoved={onClose}
        />
      ) : null}
    </Panel>
  )
}
