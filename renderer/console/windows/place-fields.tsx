import { Form } from 'antd'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { QueueOrder } from './queue-order.tsx'
import { windowRoomWords } from './words.ts'

/** Where a window stands and what it serves: the fields `zoneId` and `queueIds`. */
export function PlaceFields({ hall }: { hall: RouteAnswer<'hall'> }): ReactNode {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  return (
    <>
      <Form.Item name="zoneId" label={say('zone')}>
        <OptionalSelect
          none={sayList('none')}
          options={hall.zones.map((zone) => ({ value: zone.id, label: zone.name }))}
        />
      </Form.Item>
      <Form.Item name="queueIds" label={say('queues')} extra={say('queuesHint')}>
        <QueueOrder queues={hall.queues} />
      </Form.Item>
    </>
  )
}
