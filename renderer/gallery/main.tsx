import '../ui/strict-policy.ts'
import { applyScreen, screenFromAddress } from '../ui/screen.ts'
import { startPage } from '../ui/start.tsx'
import { Gallery } from './gallery.tsx'

applyScreen(screenFromAddress(location.search, { widthMm: 300 }))
startPage(<Gallery />)
