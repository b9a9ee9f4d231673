import '../ui/strict-policy.ts'
import type { ReactNode } from 'react'
import { startPage } from '../ui/start.tsx'
import { DockView } from './dock-view.tsx'
import { useDock } from './use-dock.ts'

function DockPage(): ReactNode {
  return <DockView dock={useDock()} />
}

startPage(<DockPage />)
