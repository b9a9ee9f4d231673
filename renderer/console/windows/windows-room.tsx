import { Segmented } from 'antd'
import { CopyPlus, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { HallWindow } from '../../../contract/shapes.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords, roomWords } from '../frame-words.ts'
import { type Column, Register } from '../parts/register.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { type MarkTone, StateMark } from '../parts/state-mark.tsx'
import { RegistryTools } from '../registry/registry-tools.tsx'
import { ManyWindows } from './many-windows.tsx'
import { WindowForm } from './window-form.tsx'
import { windowRoomWords } from './words.ts'
import { Zones } from './zones.tsx'

/** Which windows the list shows. */
const choices = ['all', 'on', 'off'] as const
type Shown = (typeof choices)[number]

const tones: Readonly<Record<HallWindow['state'], MarkTone>> = { open: 'good', paused: 'now', closed: 'rest' }

/** Windows and zones as they are registered. */
export function WindowsRoom(): ReactNode {
  const say = useWords(windowRoomWords)
  const sayRoom = useWords(roomWords)
  const hall = useHallQuery('hall', {}, { refreshOn: ['windows', 'queues'] })
  const [open, setOpen] = useState<HallWindow | 'new' | 'many' | null>(null)
  const [shown, setShown] = useState<Shown>('all')
  const columns = useWindowColumns(hall.data)
  const close = (): void => setOpen(null)
  const all = hall.data?.windows ?? []
  // Where none is switched off there is nothing to choose.
  const hasOff = all.some((window) => !window.active)
  const isShown = ({ active }: HallWindow): boolean =>
    !hasOff || shown === 'all' || active === (shown === 'on')
  const many = (
    <Button icon={<CopyPlus aria-hidden="true" />} onPress={() => setOpen('many')}>
      {say('addMany')}
    </Button>
  )
  return (
    <RoomSheet
      title={sayRoom('windows')}
      about={say('about')}
      actions={
        <>
          <RegistryTools tables={['windows']} />
          {hall.data && hall.data.windows.length > 0 ? many : null}
          <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
            {say('add')}
          </Button>
        </>
      }
    >
      {hall.data === undefined ? (
        hall.problem ? (
          <ProblemNotice problem={hall.problem} onAgain={hall.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <Register
            name={sayRoom('windows')}
            rows={all.filter(isShown)}
            dimmed={(window) => !window.active}
            columns={columns}
            idOf={(window) => window.id}
            onOpen={setOpen}
            filed
            {...(hasOff
              ? {
                  filters: (
                    <Segmented<Shown>
                      aria-label={say('shown')}
                      value={shown}
                      onChange={setShown}
                      options={choices.map((value) => ({ value, label: say(`shown-${value}`) }))}
                    />
                  ),
                }
              : {})}
            empty={
              <Empty title={say('emptyTitle')}>
                <p>{say('emptyBody')}</p>
                <p className="empty-action">{many}</p>
              </Empty>
            }
          />
          <Zones hall={hall.data} />
          {open === 'many' ? <ManyWindows hall={hall.data} onClose={close} /> : null}
          {open !== null && open !== 'many' ? (
            <WindowForm window={open === 'new' ? null : open} hall={hall.data} onClose={close} />
          ) : null}
        </>
      )}
    </RoomSheet>
  )
}

function useWindowColumns(hall: RouteAnswer<'hall'> | undefined): Column<HallWindow>[] {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  const queuesOf = (window: HallWindow): string[] =>
    window.queueIds.flatMap(
      (id) =>
        hall?.queues.filter((queue) => queue.id === id).map((queue) => `${queue.prefix} ${queue.name}`) ?? [],
    )
  const queueNames = (window: HallWindow): string => queuesOf(window).join(sayList('comma'))
  const zoneName = (window: HallWindow): string =>
    hall?.zones.find((zone) => zone.id === window.zoneId)?.name ?? sayList('none')
  const departmentsOf = (window: HallWindow): string[] =>
    window.queueIds.flatMap((id) => {
      const queue = hall?.queues.find((one) => one.id === id)
      return hall?.departments.filter((one) => one.id === queue?.departmentId).map(({ name }) => name) ?? []
    })
  const state = (window: HallWindow): string => say(window.active ? `state-${window.state}` : 'switchedOff')
  return [
    {
      key: 'number',
      title: say('number'),
      text: (window) => window.number,
      show: (window) => <span className="figures window-number">{window.number}</span>,
    },
    { key: 'name', title: say('name'), text: (window) => window.name },
    {
      key: 'zone',
      whole: true,
      title: say('zone'),
      text: zoneName,
      choices: (window) => [zoneName(window)],
    },
    {
      key: 'departments',
      hidden: true,
      title: say('departments'),
      text: (window) => [...new Set(departmentsOf(window))].join(sayList('comma')),
      choices: departmentsOf,
    },
    {
      key: 'queues',
      title: say('queues'),
      text: queueNames,
      choices: queuesOf,
      show: (window) =>
        window.active && window.queueIds.length === 0 ? (
          <StateMark tone="wrong">{say('noQueues')}</StateMark>
        ) : (
          queueNames(window)
        ),
    },
    { key: 'staff', whole: true, title: say('staff'), text: (window) => window.staffName ?? '' },
    {
      key: 'state',
      whole: true,
      title: say('state'),
      text: state,
      show: (window) => (
        <StateMark tone={window.active ? tones[window.state] : 'rest'}>{state(window)}</StateMark>
      ),
    },
  ]
}
