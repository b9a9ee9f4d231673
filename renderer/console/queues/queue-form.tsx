import { App, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Problem } from '../../../contract/problems.ts'
import { type OpeningHours, officeHours } from '../../../contract/shapes.ts'
import { useHall, useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { useSeries } from '../parts/use-series.ts'
import { AskBookings, callsBookingsOff } from '../registry/ask-bookings.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
import { cleanWeek, type Week, weekFault } from './hours-form.ts'
import { HoursFields, QueueFields, type QueueValues } from './queue-fields.tsx'
import { queueWords } from './words.ts'

export type QueueRegistration = RouteAnswer<'queueRegister'>['queues'][number]

/** Which queue's bookings a save would call off: this one's, or those of another that gets the same hours. */
function askingAbout(
  ownId: string | null,
  own: Problem | null,
  stopped: { readonly step: { readonly id: string }; readonly problem: Problem } | null,
): { readonly queueId: string; readonly problem: Problem } | null {
  if (ownId !== null && callsBookingsOff(own)) return { queueId: ownId, problem: own }
  return stopped && callsBookingsOff(stopped.problem)
    ? { queueId: stopped.step.id, problem: stopped.problem }
    : null
}

/** One queue: what it is called, where, when, how many. `queue` is null for a new one. */
export function QueueForm(props: {
  queue: QueueRegistration | null
  queues: readonly QueueRegistration[]
  hall: RouteAnswer<'hall'>
  onClose: () => void
}): ReactNode {
  const say = useWords(queueWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const { call } = useHall()
  const { queue, hall } = props
  const hours = queue?.hours ?? officeHours
  const [week, setWeek] = useState<Week>(
    // A queue that was always open begins with office hours when it gets hours at all.
    weekFault(hours.week) === 'noSpan' ? officeHours.week : hours.week,
  )
  const [tried, setTried] = useState(false)
  const [everywhere, setEverywhere] = useState(false)
  const others = props.queues.filter((one) => one.id !== queue?.id)
  const refreshes = ['queueRegister', 'hall', 'setUpProgress'] as const
  const add = useHallCommand('addQueue', { refreshes })
  const save = useHallCommand('saveQueue', { refreshes })
  const remove = useHallCommand('removeQueue', { refreshes })
  const series = useSeries(({ id, ...body }: { id: string; hours: OpeningHours; cancelBookings: boolean }) =>
    call('saveQueue', { params: { id }, body }),
  )
  const [typed, setTyped] = useState<QueueValues | null>(null)
  /** Queues whose bookings may be called off: each was asked about. */
  const [agreed, setAgreed] = useState<readonly string[]>([])
  const asking = askingAbout(queue?.id ?? null, save.problem, series.stopped)

  const submit = async (values: QueueValues, agreedNow = agreed): Promise<void> => {
    setTried(true)
    setTyped(values)
    const fault = weekFault(week)
    if (!values.alwaysOpen && fault !== null) return
    const { alwaysOpen, onHolidays, lastTicketMinutes, ...rest } = values
    // A week that one turned off stays as it was registered, in case it is wanted again.
    const newWeek = fault === null ? cleanWeek(week) : hours.week
    const body = {
      ...rest,
      nameEn: rest.nameEn?.trim() ? rest.nameEn.trim() : null,
      hours: { alwaysOpen, onHolidays, lastTicketMinutes, week: newWeek },
    }
    if (queue === null)
      await add.send({ body: { ...body, ...(body.prefix === '' ? { prefix: undefined } : {}) } })
    else
      await save.send({
        params: { id: queue.id },
        body: { ...body, cancelBookings: agreedNow.includes(queue.id) },
      })
    if (everywhere) {
      const steps = others.map(({ id }) => ({
        id,
        hours: body.hours,
        cancelBookings: agreedNow.includes(id),
      }))
      if (!(await series.run(steps))) return
      void message.success(say('applied', { count: others.length + 1 }))
    } else void message.success(sayList(queue === null ? 'added' : 'saved'))
    props.onClose()
  }

  return (
    <Panel
      title={queue === null ? say('addTitle') : `${queue.prefix} ${queue.name}`}
      wide
      onClose={props.onClose}
    >
      <RecordForm<QueueValues>
        name="queue"
        initial={{
          name: queue?.name ?? '',
          nameEn: queue?.nameEn ?? '',
          prefix: queue?.prefix ?? '',
          zoneId: queue?.zoneId ?? null,
          departmentId: queue?.departmentId ?? null,
          dailyLimit: queue?.dailyLimit ?? null,
          firstNumber: queue?.firstNumber ?? 1,
          lastNumber: queue?.lastNumber ?? null,
          waitTargetMinutes: queue?.waitTargetMinutes ?? null,
          alwaysOpen: hours.alwaysOpen,
          onHolidays: hours.onHolidays,
          lastTicketMinutes: hours.lastTicketMinutes,
        }}
        busy={add.busy || save.busy || series.busy}
        problem={asking ? null : (add.problem ?? save.problem ?? series.stopped?.problem ?? null)}
        // The refusal is in the commands' `problem`.
        onSubmit={(values) => void submit(values).catch(() => undefined)}
      >
        <QueueFields isNew={queue === null} hall={hall} />
        <HoursFields week={week} onWeek={setWeek} tried={tried} />
        {others.length > 0 ? (
          <p className="everywhere">
            <Checkbox checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)}>
              {say('everywhere', { count: others.length })}
            </Checkbox>
          </p>
        ) : null}
      </RecordForm>
      {queue ? (
        <RecordTools
          registry="queues"
          id={queue.id}
          name={`${queue.prefix} ${queue.name}`}
          remove={{ ...remove, send: () => remove.send({ params: { id: queue.id } }) }}
          onRemoved={props.onClose}
        />
      ) : null}
      {asking && typed ? (
        <AskBookings
          problem={asking.problem}
          name={props.queues.find((one) => one.id === asking.queueId)?.name ?? ''}
          onYes={() => {
            const agreedNow = [...agreed, asking.queueId]
            setAgreed(agreedNow)
            // The refusal is in the commands' `problem`.
            void submit(typed, agreedNow).catch(() => undefined)
          }}
          onClose={() => {
            save.clear()
            series.clear()
          }}
        />
      ) : null}
    </Panel>
  )
}
