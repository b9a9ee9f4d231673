import '../ui/strict-policy.ts'
import { startPage } from '../ui/start.tsx'
import { PhoneApp } from './phone-app.tsx'

startPage(<PhoneApp />, { handheld: true })
