import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Empty } from '../ui/states.tsx'
import { guideWords } from './guide-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { PagedScroll } from './paged-list.tsx'
import { visitMost } from './session.ts'
import { TakeActions } from './take-actions.tsx'

/** The items of this visit: one number for all of them. */
export function VisitView(): ReactNode {
  const guide = useWords(guideWords)
  const { language } = useLanguage()
  const { session, move } = useKiosk()
  const { visit } = session
  if (visit.length === 0)
    return (
      <Page title={guide('visitEmpty')} about="">
        <Empty title={guide('visitEmpty')} />
      </Page>
    )
  return (
    <Page
      title={guide('visitTitle', { count: visit.length })}
      prompt={guide('visitPrompt')}
      about={visit.map((item) => item.name).join('、')}
      foot={
        <TakeActions open request={{ itemIds: visit.map((item) => item.id) }}>
          {visit.length < visitMost ? (
            <Button icon={<Plus aria-hidden="true" />} onPress={() => move({ to: 'home' })}>
              {guide('more')}
            </Button>
          ) : (
            <p>{guide('visitFull', { count: visitMost })}</p>
          )}
        </TakeActions>
      }
    >
      <PagedScroll>
        <ol className="visit">
          {visit.map((item) => {
            const english = language === 'en' && item.nameEn !== null
            const name = (english && item.nameEn) || item.name
            return (
              <li key={item.id}>
                <span className="visit-name" lang={english ? undefined : 'zh-CN'}>
                  {name}
                </span>
                <Button
                  look="quiet"
                  icon={<X aria-hidden="true" />}
                  label={guide('visitRemoveOf', { name })}
                  onPress={() => move({ to: 'visit-remove', itemId: item.id })}
                >
                  {guide('visitRemove')}
                </Button>
              </li>
            )
          })}
        </ol>
      </PagedScroll>
    </Page>
  )
}
