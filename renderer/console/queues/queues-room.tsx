import './queues.css'
import { App, Switch } from 'antd'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { numberRanges } from '../board/arrange.ts'
import { listWords, roomWords } from '../frame-words.ts'
import { type Column, Register } from '../parts/register.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { AskBookings, callsBookingsOff } from '../registry/ask-bookings.tsx'
import { RegistryTools } from '../registry/registry-tools.tsx'
import { OpenQueues } from './open-queues.tsx'
import { QueueForm, type QueueRegistration } from './queue-form.tsx'
import { useHoursText } from './use-hours-text.ts'
import { queueWords } from './words.ts'

/** Queues as they are registered, and which of them are open. */
export function QueuesRoom(): ReactNode {
  const say = useWords(queueWords)
  const sayRoom = useWords(roomWords)
  const register = useHallQuery('queueRegister', {}, { refreshOn: ['queues'] })
  const hall = useHallQuery('hall', {}, { refreshOn: ['queues', 'windows'] })
  const [open, setOpen] = useState<QueueRegistration | 'new' | null>(null)
  const columns = useQueueColumns(hall.data)
  const problem = register.problem ?? hall.problem
  return (
    <RoomSheet
      title={sayRoom('queues')}
      about={say('about')}
      actions={
        <>
          <RegistryTools tables={['queues', 'hours', 'limits']} />
          <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
            {say('add')}
          </Button>
        </>
      }
    >
      {register.data === undefined || hall.data === undefined ? (
        problem ? (
          <ProblemNotice problem={problem} onAgain={register.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <OpenQueues queues={register.data.queues} hall={hall.data} />
          <Register
            name={sayRoom('queues')}
            rows={register.data.queues}
            columns={columns}
            idOf={(queue) => queue.id}
            onOpen={setOpen}
            filed
            dimmed={(queue) => !queue.switchedOn}
            empty={
              <Empty title={say('emptyTitle')}>
                <p>{say('emptyBody')}</p>
                <p>
                  <Link href="/catalogue">{say('toCatalogue')}</Link>
                </p>
              </Empty>
            }
          />
          {open ? (
            <QueueForm
              key={open === 'new' ? 'new' : open.id}
              queue={open === 'new' ? null : open}
              queues={register.data.queues}
              hall={hall.data}
              onClose={() => setOpen(null)}
            />
          ) : null}
        </>
      )}
    </RoomSheet>
  )
}

function useQueueColumns(hall: RouteAnswer<'hall'> | undefined): Column<QueueRegistration>[] {
  const say = useWords(queueWords)
  const sayList = useWords(listWords)
  const hoursText = useHoursText()
  const now = (queue: QueueRegistration) => hall?.queues.find((one) => one.id === queue.id)
  const zoneName = (queue: QueueRegistration): string =>
    hall?.zones.find((zone) => zone.id === queue.zoneId)?.name ?? sayList('none')
  const departmentName = (queue: QueueRegistration): string =>
    hall?.departments.find((one) => one.id === queue.departmentId)?.name ?? ''
  const state = (queue: QueueRegistration): string => {
    const openness = now(queue)?.openness
    return openness === undefined ? '' : say(`openness-${openness}`)
  }
  return [
    { key: 'name', whole: true, title: say('name'), text: (queue) => queue.name },
    { key: 'prefix', title: say('prefix'), text: (queue) => queue.prefix },
    { key: 'nameEn', title: say('nameEn'), text: (queue) => queue.nameEn ?? '', hidden: true },
    {
      key: 'zone',
      title: say('zone'),
      text: zoneName,
      choices: (queue) => [zoneName(queue)],
    },
    {
      key: 'department',
      hidden: true,
      title: say('department'),
      text: departmentName,
      choices: (queue) => [departmentName(queue)],
    },
    {
      key: 'hours',
      title: say('hours'),
      text: (queue) => hoursText(queue.hours),
    },
    {
      key: 'limit',
      whole: true,
      title: say('limit'),
      align: 'end',
      text: (queue) => (queue.dailyLimit === null ? say('noLimit') : String(queue.dailyLimit)),
    },
    {
      key: 'windows',
      title: say('windows'),
      text: (queue) => numberRanges(now(queue)?.windowNumbers ?? [], sayList('comma')),
      show: (queue) => {
        const numbers = now(queue)?.windowNumbers ?? []
        if (numbers.length > 0)
          return <span className="figures">{numberRanges(numbers, sayList('comma'))}</span>
        return queue.switchedOn ? <StateMark tone="wrong">{say('noWindow')}</StateMark> : say('noWindow')
      },
    },
    {
      key: 'state',
      whole: true,
      title: say('state'),
      text: state,
      choices: (queue) => [state(queue)],
      show: (queue) => <StateMark tone={now(queue)?.open ? 'good' : 'rest'}>{state(queue)}</StateMark>,
    },
    {
      key: 'open',
      title: say('open'),
      text: (queue) => sayList(queue.switchedOn ? 'yes' : 'no'),
      show: (queue) => <OpenSwitch queue={queue} />,
    },
  ]
}

function OpenSwitch({ queue }: { queue: QueueRegistration }): ReactNode {
  const say = useWords(queueWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const save = useHallCommand('saveQueue', {
    refreshes: ['queueRegister', 'hall'],
    onDone: ({ name, switchedOn }) =>
      void message.success(say(switchedOn ? 'switchedOn' : 'switchedOff', { name })),
    onProblem: (problem) => {
      if (!callsBookingsOff(problem)) void message.error(tellProblem(problem, language).what)
    },
  })
  const turn = (switchedOn: boolean, cancelBookings = false): void =>
    save.run({ params: { id: queue.id }, body: { switchedOn, cancelBookings } })
  return (
    <>
      <Switch
        aria-label={say('switchOf', { name: queue.name })}
        checked={queue.switchedOn}
        loading={save.busy}
        onChange={(switchedOn) => turn(switchedOn)}
      />
      <AskBookings
        problem={save.problem}
        name={queue.name}
        onYes={() => turn(false, true)}
        onClose={save.clear}
      />
    </>
  )
}
