import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { useLanguage } from '../ui/i18n.ts'
import { Loading, ProblemNotice } from '../ui/states.tsx'
import { useSteps } from './steps.ts'
import { WhatStep } from './what-step.tsx'
import { WhenStep } from './when-step.tsx'
import { WhoStep } from './who-step.tsx'

/** Three questions: what, when, who. */
export function BookFlow(): ReactNode {
  const { step, go, back } = useSteps()
  const { language } = useLanguage()
  const { data: hall, problem, again } = useHallQuery('bookingHall', {})
  if (!hall)
    return problem ? (
      <main className="phone-blank phone">
        <ProblemNotice problem={problem} onAgain={again} />
      </main>
    ) : (
      <Loading full />
    )
  const hallName = (language === 'en' && hall.hallNameEn) || hall.hallName
  switch (step.at) {
    case 'what':
      return (
        <WhatStep
          hallName={hallName}
          departments={hall.departments}
          onItem={(itemId) => go({ at: 'when', itemId })}
        />
      )
    case 'when':
      return (
        <WhenStep
          hallName={hallName}
          itemId={step.itemId}
          onSlot={(day, slot) =>
            go({ at: 'who', itemId: step.itemId, day, start: slot.start, end: slot.end })
          }
          onBack={back}
        />
      )
    case 'who':
      return <WhoStep hallName={hallName} wish={step} onBack={back} />
  }
}
