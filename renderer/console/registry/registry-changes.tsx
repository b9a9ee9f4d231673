import { App } from 'antd'
import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Problem } from '../../../contract/problems.ts'
import type { Topic } from '../../../contract/stream.ts'
import { useHall, useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { usePages } from '../parts/use-pages.ts'
import { CellChanges } from './cell-changes.tsx'
import type { Changing } from './column-title.ts'
import { registryWords } from './words.ts'

type Change = RouteAnswer<'registryChanges'>['changes'][number]

/** A sheet with who changed what in a registry; of one record where `record` names it. */
export function RegistryChanges(props: {
  name: Changing
  /** What the list is about, in words. */
  title: string
  record?: string | undefined
  onClose: () => void
}): ReactNode {
  const say = useWords(registryWords)
  return (
    <Panel title={say('changesOf', { name: props.title })} wide onClose={props.onClose}>
      <ChangeList name={props.name} record={props.record} />
    </Panel>
  )
}

/** Who changed what, newest first; read again when something of `refreshOn` happens. */
export function ChangeList(props: {
  name: Changing
  record?: string | undefined
  refreshOn?: readonly Topic[]
}): ReactNode {
  const say = useWords(registryWords)
  const sayList = useWords(listWords)
  const { call } = useHall()
  const { name, record } = props
  const hall = useHallQuery('hall', {})
  const list = usePages(
    name === 'staff' ? 'staffChanges' : 'registryChanges',
    { name, record },
    (after, signal) => {
      const query = {
        limit: 30,
        ...(record === undefined ? {} : { record }),
        ...(after === null ? {} : { after }),
      }
      return name === 'staff'
        ? call('staffChanges', { query }, { signal })
        : call('registryChanges', { params: { name }, query }, { signal })
    },
    props.refreshOn,
  )
  const changes = list.pages?.flatMap((page) => page.changes)
  return (
    <div className="changes">
      {list.problem ? <ProblemNotice problem={list.problem} onAgain={list.again} /> : null}
      {changes === undefined ? (
        list.problem ? null : (
          <Loading />
        )
      ) : changes.length === 0 ? (
        <Empty title={say('noChanges')}>{say('noChangesBody')}</Empty>
      ) : (
        <ol className="change-list">
          {changes.map((change) => (
            <OneChange
              key={change.seq}
              name={name}
              change={change}
              timeZone={hall.data?.timeZone}
              onUndone={list.again}
            />
          ))}
        </ol>
      )}
      {list.hasMore ? (
        <Button busy={list.reading} onPress={list.more}>
          {sayList('more')}
        </Button>
      ) : null}
    </div>
  )
}

function OneChange(props: {
  name: Changing
  change: Change
  timeZone: string | undefined
  onUndone: () => void
}): ReactNode {
  const say = useWords(registryWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { name, change, timeZone } = props
  const { queries } = useHall()
  const told = {
    onDone: () => {
      void message.success(say('undone'))
      void queries.invalidateQueries()
      props.onUndone()
    },
    onProblem: (problem: Problem) =>
      void message.error(problem.detail || tellProblem(problem, language).what),
  }
  const undo = useHallCommand('undoRegistryChange', told)
  const undoStaff = useHallCommand('undoStaffChange', told)
  return (
    <li>
      <div className="change-head">
        <strong>
          {say(`what-${change.what}`)} {change.record}
        </strong>
        <span className="cell-note">
          {change.by} · {formatDay(change.at, timeZone)} {formatTime(change.at, timeZone)}
        </span>
        {change.undoable && name !== 'terminals' ? (
          <Button
            look="quiet"
            icon={<Undo2 aria-hidden="true" />}
            busy={undo.busy || undoStaff.busy}
            label={`${say('undo')} · ${say('undoOf', { name: change.record })}`}
            onPress={() =>
              name === 'staff'
                ? undoStaff.run({ params: { seq: change.seq } })
                : undo.run({ params: { name, seq: change.seq } })
            }
          >
            {say('undo')}
          </Button>
        ) : null}
      </div>
      {change.cells.length > 0 ? <CellChanges name={name} cells={change.cells} /> : null}
    </li>
  )
}
