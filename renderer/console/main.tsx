import '../ui/strict-policy.ts'
import { createHall } from '../data/hall.ts'
import { startPage } from '../ui/start.tsx'
import { ConsolePage } from './console-page.tsx'

startPage(<ConsolePage hall={createHall({ as: 'console' })} />, { keepsLanguage: true })
