import { App, Select } from 'antd'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import type { Department, Item } from '../../../contract/shapes.ts'
import { useHall, useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { usePages } from '../parts/use-pages.ts'
import { ItemForm } from './item-form.tsx'
import { catalogueWords } from './words.ts'

const atOnce = 50

/** Items by search and department, each with the queue that it goes to. */
export function ItemList({ departments }: { departments: readonly Department[] }): ReactNode {
  const say = useWords(catalogueWords)
  const sayList = useWords(listWords)
  const { call } = useHall()
  const [sought, setSought] = useState('')
  const [department, setDepartment] = useState('')
  const q = useDeferredValue(sought.trim())
  const question = {
    q: q === '' ? undefined : q,
    department: department === '' ? undefined : department,
    limit: atOnce,
  }
  const list = usePages(
    'items',
    question,
    (after, signal) =>
      call(
        'items',
        { query: { ...question, ...(after === null ? {} : { after: String(after) }) } },
        { signal },
      ),
    ['queues'],
  )
  const queues = useHallQuery('queueRegister', {}, { refreshOn: ['queues'] })
  const choices = useMemo(
    () =>
      (queues.data?.queues ?? []).map((queue) => ({
        value: queue.id,
        label: `${queue.prefix} ${queue.name}`,
      })),
    [queues.data],
  )
  const items = list.pages?.flatMap((page) => page.items)
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
            ...departments.map((one) => ({ value: one.id, label: `${one.name} (${one.items})` })),
          ]}
        />
      </div>
      {list.problem ? <ProblemNotice problem={list.problem} onAgain={list.again} /> : null}
      {items === undefined ? (
        list.problem ? null : (
          <Loading />
        )
      ) : items.length === 0 ? (
        <Empty title={sayList('nothingFound', { text: sought.trim() })}>{sayList('nothingFoundBody')}</Empty>
      ) : (
        <table className="table items">
          <ColumnHeads columns={[say('name'), say('department'), say('queue')]} />
          <tbody>
            {items.map((item) => (
              <ItemRow key={item.id} item={item} queues={choices} />
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

function ItemRow(props: { item: Item; queues: readonly { value: string; label: string }[] }): ReactNode {
  const say = useWords(catalogueWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { item, queues } = props
  const [open, setOpen] = useState(false)
  const save = useHallCommand('saveItem', {
    refreshes: ['items'],
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
    <tr>
      <td>
        <button type="button" className="row-open" onClick={() => setOpen(true)}>
          {item.name}
        </button>
        <span className="cell-note">{[item.nameEn, item.group, item.code].filter(Boolean).join(' · ')}</span>
        {open ? <ItemForm item={item} onClose={() => setOpen(false)} /> : null}
      </td>
      <td>{item.department}</td>
      <td>
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
      </td>
    </tr>
  )
}
