import { FileCheck, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ItemDetail } from '../../contract/shapes.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { closedReason } from './closed.ts'
import { Facts } from './facts.tsx'
import { guideWords } from './guide-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedScroll } from './paged-list.tsx'
import { QueueNow, useQueueText } from './queue-now.tsx'
import { sayAll, sayList } from './say-list.ts'
import { type ChosenItem, visitMost } from './session.ts'
import { TakeActions } from './take-actions.tsx'

/** 办事指南 in short: what to bring, what it costs, how long it takes, how many wait; and the ticket. */
export function ItemView(props: { itemId: string; name: string }): ReactNode {
  const guide = useWords(guideWords)
  const { language } = useLanguage()
  const answer = useHallQuery('item', { params: { id: props.itemId } }, { refreshOn: ['queues', 'windows'] })
  const item = answer.data
  const now = useQueueText(item?.queue ?? null)
  if (item === undefined)
    return (
      <Page title={props.name} about={props.name} titleLang="zh-CN">
        <Waiting problem={answer.problem} onAgain={answer.again} />
      </Page>
    )
  const english = language === 'en' && item.nameEn !== null
  const names = item.materials.map((one) => one.name)
  const materials = names.length > 0 ? `${guide('bring')}：${sayList(names, language)}` : undefined
  return (
    <Page
      title={(english && item.nameEn) || item.name}
      titleLang={english ? undefined : 'zh-CN'}
      prompt={closedReason(item.queue) === null ? guide('prompt') : undefined}
      about={item.name}
      spoken={sayAll([now, materials])}
      foot={<ItemActions item={item} />}
    >
      <PagedScroll className="guide" read>
        <div className="guide-now" data-row>
          <QueueNow queue={item.queue} />
        </div>
        <section className="guide-bring">
          <h2>{guide('bring')}</h2>
          {item.materials.length === 0 ? (
            <p>{guide('bringUnknown')}</p>
          ) : (
            <ul className="materials" lang="zh-CN">
              {item.materials.map((material) => (
                <li key={material.name}>
                  <FileCheck aria-hidden="true" />
                  <span>{material.name}</span>
                  <span className="materials-copies">{material.copies}</span>
                  {material.note ? <span className="materials-note">{material.note}</span> : null}
                </li>
              ))}
            </ul>
          )}
        </section>
        <Facts item={item} />
      </PagedScroll>
    </Page>
  )
}

function ItemActions({ item }: { item: ItemDetail }): ReactNode {
  const guide = useWords(guideWords)
  const { session, move } = useKiosk()
  const chosen: ChosenItem = { id: item.id, name: item.name, nameEn: item.nameEn }
  const open = closedReason(item.queue) === null
  const { visit } = session
  if (visit.length === 0)
    return (
      <TakeActions open={open} request={{ itemIds: [item.id] }}>
        {open ? (
          <Button icon={<Plus aria-hidden="true" />} onPress={() => move({ to: 'visit-more', item: chosen })}>
            {guide('more')}
          </Button>
        ) : null}
      </TakeActions>
    )
  if (visit.some((one) => one.id === item.id)) return <Notice>{guide('inVisit')}</Notice>
  if (visit.length >= visitMost) return <Notice>{guide('visitFull', { count: visitMost })}</Notice>
  if (!open) return <TakeActions open={false} request={{ itemIds: [item.id] }} />
  return (
    <div className="actions">
      <Button
        look="primary"
        className="action-main"
        icon={<Plus aria-hidden="true" />}
        onPress={() => move({ to: 'visit-join', item: chosen })}
      >
        {guide('join')}
      </Button>
    </div>
  )
}
