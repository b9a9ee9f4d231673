import { expect, it } from 'vitest'
import { type Attendance, absencesFrom, usualAbsences } from './usual-absences.ts'

const hour = 3_600_000
const day = 24 * hour
const dayStart = (ms: number) => Math.floor(ms / day) * day
const at = (days: number, hours: number, change: Attendance['change'], windowId = 'w'): Attendance => ({
  windowId,
  change,
  atMs: days * day + hours * hour,
})
const absences = (changes: Attendance[], nowMs = 5 * day + 9 * hour) =>
  usualAbsences(changes, nowMs, dayStart).get('w')

it('a window goes to lunch when it did on the day on which it was last open', () => {
  const changes = [
    at(2, 9, 'opened'),
    at(2, 11, 'paused'),
    at(2, 12, 'opened'),
    at(2, 17, 'closed'),
    at(4, 9, 'opened'),
    at(4, 12, 'paused'),
    at(4, 12.75, 'opened'),
    at(4, 16, 'closed'),
  ]
  expect(absences(changes)).toEqual([
    { fromMs: 5 * day + 12 * hour, untilMs: 5 * day + 12.75 * hour },
    { fromMs: 5 * day + 16 * hour, untilMs: Number.POSITIVE_INFINITY },
  ])
})

it('a short pause is no habit, and what happens today is not one yet', () => {
  const changes = [
    at(4, 9, 'opened'),
    at(4, 10, 'paused'),
    at(4, 10.2, 'opened'),
    at(5, 8, 'opened'),
    at(5, 8.5, 'paused'),
  ]
  expect(absences(changes)).toEqual([])
})

it('other windows are apart', () => {
  const changes = [
    at(4, 9, 'opened'),
    at(4, 9, 'opened', 'v'),
    at(4, 14, 'paused', 'v'),
    at(4, 16, 'opened', 'v'),
  ]
  expect(absences(changes)).toEqual([])
})

it('lunch that the hours stand for, and the end of the day, change nothing', () => {
  const lunch = { fromMs: 12.1 * hour, untilMs: 13.6 * hour }
  const early = { fromMs: 15 * hour, untilMs: Number.POSITIVE_INFINITY }
  const evening = { fromMs: 17.1 * hour, untilMs: Number.POSITIVE_INFINITY }
  const known = { breaks: [{ fromMs: 12 * hour, untilMs: 13.5 * hour }], closesMs: 17 * hour }
  expect(absencesFrom([lunch, early, evening], known)).toEqual([early])
  expect(absencesFrom([lunch, early, evening], { breaks: [], closesMs: null })).toEqual([lunch])
})

it('nothing is known of a window on its first day', () => {
  expect(absences([at(5, 8, 'opened')])).toBeUndefined()
})
