import '../ui/strict-policy.ts'
import { startPage } from '../ui/start.tsx'
import { DockApp } from './dock-app.tsx'

startPage(<DockApp />)
