import './windows.css'
import { Select } from 'antd'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Queue } from '../../../contract/shapes.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { moved } from './window-range.ts'
import { windowRoomWords } from './words.ts'

/** The queues of a window in their order. A form's field: `value` and `onChange` come from it. */
export function QueueOrder(props: {
  id?: string
  value?: readonly string[]
  onChange?: (value: string[]) => void
  queues: readonly Queue[]
}): ReactNode {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  const { value = [], queues } = props
  const set = (next: string[]): void => props.onChange?.(next)
  const nameOf = (id: string): string => {
    const queue = queues.find((one) => one.id === id)
    return queue ? `${queue.prefix} ${queue.name}` : id
  }
  return (
    <div className="queue-order">
      {value.length === 0 ? <p className="queue-order-none">{say('noQueues')}</p> : null}
      <ol>
        {value.map((id, at) => (
          <li key={id}>
            <span className="queue-order-place figures">{at + 1}</span>
            <span className="queue-order-name">{nameOf(id)}</span>
            <Button
              look="quiet"
              disabled={at === 0}
              label={`${sayList('up')} ${nameOf(id)}`}
              icon={<ArrowUp aria-hidden="true" />}
              onPress={() => set(moved(value, at, -1))}
            >
              {sayList('up')}
            </Button>
            <Button
              look="quiet"
              disabled={at === value.length - 1}
              label={`${sayList('down')} ${nameOf(id)}`}
              icon={<ArrowDown aria-hidden="true" />}
              onPress={() => set(moved(value, at, 1))}
            >
              {sayList('down')}
            </Button>
            <Button
              look="quiet"
              label={`${sayList('remove')} ${nameOf(id)}`}
              icon={<X aria-hidden="true" />}
              onPress={() => set(value.filter((one) => one !== id))}
            >
              {sayList('remove')}
            </Button>
          </li>
        ))}
      </ol>
      <Select<string | null>
        {...(props.id === undefined ? {} : { id: props.id })}
        value={null}
        placeholder={say('addQueue')}
        aria-label={say('addQueue')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(id) => {
          if (id !== null) set([...value, id])
        }}
        options={queues
          .filter((queue) => !value.includes(queue.id))
          .map((queue) => ({ value: queue.id, label: `${queue.prefix} ${queue.name}` }))}
      />
    </div>
  )
}
