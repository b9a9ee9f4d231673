import { App, Segmented, Select } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { Department, ItemRegistration } from '../../../contract/shapes.ts'
import { useHall, useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { usePages } from '../parts/use-pages.ts'
import { catalogueWords, itemWords } from './words.ts'

const atOnce = 50

/** Which items the list shows. */
const choices = ['all', 'on', 'off'] as const
type Shown = (typeof choices)[number]

/** Items by search and department, each with the queue that it goes to. */
export function ItemList(props: {
  departments: readonly Department[]
  queues: readonly { value: string; label: string }[]
  onOpen: (item: ItemRegistration) => void
  /** What is offered where there is no item at all. */
  empty: ReactNode
}): ReactNode {
  const say = useWords(catalogueWords)
  const sayItem = useWords(itemWords)
  const sayList = useWords(listWords)
  const { call } = useHall()
  const [sought, setSought] = useState('')
  const [department, setDepartment] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const q = useDeferredValue(sought.trim())
  const question = {
    q: q === '' ? undefined : q,
    department: department === '' ? undefined : department,
    active: shown === 'all' ? undefined : shown === 'on' ? ('true' as const) : ('false' as const),
    limit: atOnce,
  }
  const list = usePages(
    'itemRegister',
    question,
    (after, signal) =>
      call(
        'itemRegister',
        { query: { ...question, ...(after === null ? {} : { after: String(after) }) } },
        { signal },
      ),
    ['queues', 'notices'],
  )
  const items = list.pages?.flatMap((page) => page.items)
  const asksForAll = q === '' && department === '' && shown === 'all'
  if (items?.length === 0 && asksForAll && !list.previous) return props.empty
  return (
    <div className="register">
      <div className="register-tools">
        <SearchBox value={sought} onChange={setSought} label={sayList('find')} hint={say('search')} />
        <Select
          className="department-choice"
          aria-label={say('department')}
          value={department}
          onChange={setDepartment}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: say('allDepartments') },
            ...props.departments.map((one) => ({ value: one.id, label: `${one.name} (${one.items})` })),
          ]}
        />
        <Segmented<Shown>
          aria-label={sayItem('shown')}
          value={shown}
          onChange={setShown}
          options={choices.map((value) => ({ value, label: sayItem(`shown-${value}`) }))}
        />
      </div>
      {list.problem ? <ProblemNotice problem={list.problem} onAgain={list.again} /> : null}
      {items === undefined ? (
        list.problem ? null : (
          <Loading />
        )
      ) : items.length === 0 ? (
        <Empty title={q === '' ? sayItem('noneSuch') : sayList('nothingFound', { text: q })}>
          {sayItem('noneSuchBody')}
        </Empty>
      ) : (
        <table className="table items">
          <ColumnHeads columns={[say('name'), say('department'), sayItem('guide'), say('queue')]} />
          <tbody>
            {items.map((item) => (
              <ItemRow key={item.id} item={item} queues={props.queues} onOpen={props.onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasMore ? (
        <div>
          <Button busy={list.reading} onPress={list.more}>
            {sayList('more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function ItemRow(props: {
  item: ItemRegistration
  queues: readonly { value: string; label: string }[]
  onOpen: (item: ItemRegistration) => void
}): ReactNode {
  const say = useWords(catalogueWords)
  const sayItem = useWords(itemWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { item, queues } = props
  const save = useHallCommand('saveItem', {
    refreshes: ['itemRegister', 'items'],
    onDone: (saved) => {
      const queue = queues.find((one) => one.value === saved.queue?.id)
      void message.success(
        queue
          ? say('itemSaved', { name: item.name, queue: queue.label })
          : say('itemDefault', { name: item.name }),
      )
    },
    onProblem: (problem) => void message.error(tellProblem(problem, language).what),
  })
  return (
    <tr className={item.active ? undefined : 'dimmed'}>
      <td>
        <button type="button" className="row-open" onClick={() => props.onOpen(item)}>
          {item.name}
        </button>
        <span className="cell-note">{[item.nameEn, item.group, item.code].filter(Boolean).join(' · ')}</span>
      </td>
      <td>{item.department}</td>
      <td className="whole">
        {item.materials.length > 0 ? (
          sayItem('materialsCount', { count: item.materials.length })
        ) : (
          <StateMark tone="now">{sayItem('materialsUnknown')}</StateMark>
        )}
      </td>
      <td>
        {item.active ? (
          <Select
            className="queue-choice"
            aria-label={`${say('queue')} · ${item.name}`}
            value={item.queueId ?? 'none'}
            loading={save.busy}
            status={item.queueId === null ? 'warning' : ''}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            onChange={(value) =>
              save.run({ params: { id: item.id }, body: { queueId: value === 'default' ? null : value } })
            }
            options={[
              { value: 'default', label: say('ownQueue') },
              ...(item.queueId === null ? [{ value: 'none', label: say('noQueue'), disabled: true }] : []),
              ...queues,
            ]}
          />
        ) : (
          <StateMark tone="rest">{sayItem('switchedOff')}</StateMark>
        )}
      </td>
    </tr>
  )
}
