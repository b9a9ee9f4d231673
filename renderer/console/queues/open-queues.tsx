import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHall } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { Ask } from '../parts/ask.tsx'
import { useSeries } from '../parts/use-series.ts'
import type { QueueRegistration } from './queue-form.tsx'
import { queueWords } from './words.ts'

/** Says how many queues are closed, and opens them together once somebody has looked. Nothing when all are open. */
export function OpenQueues(props: {
  queues: readonly QueueRegistration[]
  hall: RouteAnswer<'hall'>
}): ReactNode {
  const say = useWords(queueWords)
  const sayList = useWords(listWords)
  const { call, queries } = useHall()
  const { message } = App.useApp()
  const [asking, setAsking] = useState<readonly QueueRegistration[] | null>(null)
  const closed = props.queues.filter((queue) => !queue.switchedOn)
  const series = useSeries((queue: QueueRegistration) =>
    call('saveQueue', { params: { id: queue.id }, body: { switchedOn: true } }),
  )
  if (closed.length === 0) return null

  const open = async (queues: readonly QueueRegistration[]): Promise<void> => {
    const done = await series.run(queues)
    for (const name of ['queueRegister', 'hall', 'setUpProgress'])
      void queries.invalidateQueries({ queryKey: [name] })
    if (done) void message.success(say('opened', { count: queues.length }))
  }
  const isServed = (queue: QueueRegistration): boolean =>
    (props.hall.queues.find((one) => one.id === queue.id)?.windowNumbers.length ?? 0) > 0
  const served = closed.filter(isServed)
  const unserved = asking?.filter((queue) => !isServed(queue)) ?? []
  return (
    <>
      {series.stopped ? (
        <>
          <p>{say('stoppedAt', { name: series.stopped.step.name })}</p>
          <ProblemNotice problem={series.stopped.problem} onAgain={() => void open(closed)} />
        </>
      ) : null}
      <Notice
        title={say('closedCount', { count: closed.length })}
        actions={
          series.busy ? (
            <Button busy>{say('opening', { done: series.done, total: series.total })}</Button>
          ) : (
            <>
              {served.length > 0 && served.length < closed.length ? (
                <Button look="primary" onPress={() => setAsking(served)}>
                  {say('openServed', { count: served.length })}
                </Button>
              ) : null}
              <Button onPress={() => setAsking(closed)}>{say('openAll')}</Button>
            </>
          )
        }
      >
        {say('closedBody')}
      </Notice>
      {asking ? (
        <Ask
          title={say('openAllTitle', { count: asking.length })}
          word={say('openDo')}
          onYes={() => void open(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{say('openAllBody')}</p>
          <p className="ask-names">
            {asking.map((queue) => `${queue.prefix} ${queue.name}`).join(sayList('comma'))}
          </p>
          {unserved.length > 0 ? (
            <p>{say('openWithout', { names: unserved.map((queue) => queue.name).join(sayList('comma')) })}</p>
          ) : null}
        </Ask>
      ) : null}
    </>
  )
}
