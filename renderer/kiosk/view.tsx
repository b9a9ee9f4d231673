import type { ReactNode } from 'react'
import { AboutView } from './about-view.tsx'
import { CheckInTroubleView } from './check-in-trouble-view.tsx'
import { CheckInView } from './check-in-view.tsx'
import { ClassView } from './class-view.tsx'
import { DepartmentView } from './department-view.tsx'
import { DepartmentsView } from './departments-view.tsx'
import { ItemView } from './item-view.tsx'
import { GroupView, TopicView } from './items-view.tsx'
import { OwnTicketView } from './own-ticket-view.tsx'
import { QueueView } from './queue-view.tsx'
import { QueuesView } from './queues-view.tsx'
import { ScanTroubleView } from './scan-trouble-view.tsx'
import { SearchView } from './search-view.tsx'
import type { Place } from './session.ts'
import { StartView } from './start-view.tsx'
import { TakenView } from './taken-view.tsx'
import { TopicsView } from './topics-view.tsx'
import { TroubleView } from './trouble-view.tsx'
import { VisitView } from './visit-view.tsx'

/** The page of a place. */
export function View({ place }: { place: Place }): ReactNode {
  switch (place.at) {
    case 'start':
      return <StartView />
    case 'departments':
      return <DepartmentsView />
    case 'department':
      return <DepartmentView departmentId={place.departmentId} name={place.name} />
    case 'group':
      return <GroupView departmentId={place.departmentId} group={place.group} />
    case 'topics':
      return <TopicsView />
    case 'topic':
      return <TopicView topic={place.topic} />
    case 'search':
      return <SearchView />
    case 'queues':
      return <QueuesView />
    case 'queue':
      return <QueueView queueId={place.queueId} />
    case 'item':
      return <ItemView itemId={place.itemId} name={place.name} />
    case 'class':
      return <ClassView request={place.request} />
    case 'visit':
      return <VisitView />
    case 'about':
      return <AboutView />
    case 'trouble':
      return <TroubleView problem={place.problem} request={place.request} />
    case 'check-in':
      return <CheckInView />
    case 'check-in-trouble':
      return <CheckInTroubleView problem={place.problem} />
    case 'own-ticket':
      return <OwnTicketView key={place.secret} secret={place.secret} />
    case 'scan-unknown':
      return <ScanTroubleView problem={null} />
    case 'taken':
      return <TakenView ticket={place.ticket} checkIn={place.checkIn} />
  }
}
