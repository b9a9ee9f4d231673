import './catalogue.css'
import { Plus, Upload } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { ItemRegistration } from '../../../contract/shapes.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { RegistryTools } from '../registry/registry-tools.tsx'
import { ImportSheet } from './import-sheet.tsx'
import { ItemForm } from './item-form.tsx'
import { ItemList } from './item-list.tsx'
import { catalogueWords, itemWords } from './words.ts'

/** The catalogue: what is in it, what citizens read of each item, which queue it goes to, and the ways in for a new one. */
export function CatalogueRoom(): ReactNode {
  const say = useWords(catalogueWords)
  const sayItem = useWords(itemWords)
  const sayRoom = useWords(roomWords)
  const [importing, setImporting] = useState(false)
  const [open, setOpen] = useState<ItemRegistration | 'new' | null>(null)
  const departments = useHallQuery('departments', {}, { refreshOn: ['queues', 'notices'] })
  const register = useHallQuery('queueRegister', {}, { refreshOn: ['queues'] })
  const queues = (register.data?.queues ?? []).map((queue) => ({
    value: queue.id,
    label: `${queue.prefix} ${queue.name}`,
  }))
  if (importing) return <ImportSheet onClose={() => setImporting(false)} />
  const problem = departments.problem ?? register.problem
  const national = (look: 'primary' | 'secondary'): ReactNode => (
    <Button look={look} icon={<Upload aria-hidden="true" />} onPress={() => setImporting(true)}>
      {say('import')}
    </Button>
  )
  const add = (
    <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
      {sayItem('add')}
    </Button>
  )
  const hasDepartments = departments.data !== undefined && departments.data.departments.length > 0
  const empty = (
    <Empty title={say('emptyTitle')}>
      <p>{say('emptyBody')}</p>
      {hasDepartments ? null : (
        <p>
          <Link href="/departments">{sayItem('departmentsFirst')}</Link>
        </p>
      )}
      <p className="empty-action">{national('primary')}</p>
    </Empty>
  )
  return (
    <RoomSheet
      title={sayRoom('catalogue')}
      about={say('about')}
      actions={
        <>
          <RegistryTools
            tables={['items']}
            about={sayItem('tableAbout')}
            more={
              <section>
                <h3>{sayItem('nationalTitle')}</h3>
                <p className="room-about">{sayItem('nationalAbout')}</p>
                <div>{national('secondary')}</div>
              </section>
            }
          />
          {hasDepartments ? add : null}
        </>
      }
    >
      {departments.data === undefined || register.data === undefined ? (
        problem ? (
          <ProblemNotice problem={problem} onAgain={departments.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <ItemList
            departments={departments.data.departments}
            queues={queues}
            onOpen={setOpen}
            empty={empty}
          />
          {open ? (
            <ItemForm
              key={open === 'new' ? 'new' : open.id}
              item={open === 'new' ? null : open}
              departments={departments.data.departments}
              queues={queues}
              onClose={() => setOpen(null)}
            />
          ) : null}
        </>
      )}
    </RoomSheet>
  )
}
