import './catalogue.css'
import { Upload } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { RegistryTools } from '../registry/registry-tools.tsx'
import { ImportSheet } from './import-sheet.tsx'
import { ItemList } from './item-list.tsx'
import { catalogueWords } from './words.ts'

/** The catalogue: what is in it, which queue each item goes to, and the way in for a new one. */
export function CatalogueRoom(): ReactNode {
  const say = useWords(catalogueWords)
  const sayRoom = useWords(roomWords)
  const [importing, setImporting] = useState(false)
  const departments = useHallQuery('departments', {}, { refreshOn: ['queues', 'notices'] })
  const open = (
    <Button look="primary" icon={<Upload aria-hidden="true" />} onPress={() => setImporting(true)}>
      {say('import')}
    </Button>
  )
  if (importing) return <ImportSheet onClose={() => setImporting(false)} />
  const empty = departments.data?.departments.length === 0
  return (
    <RoomSheet
      title={sayRoom('catalogue')}
      about={say('about')}
      actions={
        <>
          <RegistryTools tables={['items']} />
          {empty ? null : open}
        </>
      }
    >
      {departments.data === undefined ? (
        departments.problem ? (
          <ProblemNotice problem={departments.problem} onAgain={departments.again} />
        ) : (
          <Loading />
        )
      ) : empty ? (
        <Empty title={say('emptyTitle')}>
          <p>{say('emptyBody')}</p>
          <p className="empty-action">{open}</p>
        </Empty>
      ) : (
        <ItemList departments={departments.data.departments} />
      )}
    </RoomSheet>
  )
}
