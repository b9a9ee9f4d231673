import '../ui/strict-policy.ts'
import { startPage } from '../ui/start.tsx'
import { BookingApp } from './booking-app.tsx'

startPage(<BookingApp />, { handheld: true })
