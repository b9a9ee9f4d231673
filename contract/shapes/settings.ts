import { z } from 'zod'
import { usualBoardLimits } from '../../core/board/standing.ts'
import { clock } from './basics.ts'

/** What a hall aims at for one window on one day; null where it sets no aim. */
export const dayTargets = z.object({
  services: z.number().int().min(1).max(999).nullable(),
  meanServiceMinutes: z.number().min(1).max(600).nullable(),
  /** Per cent of the services that were rated. */
  satisfiedPercent: z.number().int().min(1).max(100).nullable(),
  longestWaitMinutes: z.number().min(1).max(600).nullable(),
})
export type DayTargets = z.infer<typeof dayTargets>

/** A hall that aims at nothing: no figure is held against anybody. */
export const noTargets: DayTargets = {
  services: null,
  meanServiceMinutes: null,
  satisfiedPercent: null,
  longestWaitMinutes: null,
}

/** From when on the live board says that something is to be acted on; `BoardLimits` in core says of each what it is. */
export const boardLimits = z.object({
  /** The board looks acts up for an hour: a longer one would never be seen. */
  idleMinutes: z.number().int().min(1).max(55),
  calledMinutes: z.number().int().min(1).max(480),
  pausedMinutes: z.number().int().min(1).max(480),
  overlongMinutes: z.number().int().min(1).max(480),
  leastOverlongMinutes: z.number().int().min(1).max(480),
})

/** How devices are watched. */
export const deviceRules = z.object({
  /** A device out of service for so long becomes an alert to the operator. */
  alertMinutes: z.number().int().min(1).max(240),
})

export const usualDeviceRules: z.infer<typeof deviceRules> = { alertMinutes: 5 }

/** Bookings 预约: what `AppointmentRules` in core says of each; minutes and days. */
export const appointmentRules = z.object({
  leadMinutes: z.number().int().min(0).max(10080).nullable(),
  earlyMinutes: z.number().int().min(0).max(480),
  graceMinutes: z.number().int().min(0).max(240),
  absentAfterMinutes: z.number().int().min(0).max(480),
  absencesInRow: z.number().int().min(1).max(20).nullable(),
  blockDays: z.number().int().min(1).max(366),
  bookingsPerPerson: z.number().int().min(1).max(50).nullable(),
  /** Attempts at a booking that one address may make in a minute; looking takes ten times as many. */
  attemptsPerMinute: z.number().int().min(1).max(10000),
})

export const usualAppointmentRules: z.infer<typeof appointmentRules> = {
  leadMinutes: 60,
  earlyMinutes: 30,
  graceMinutes: 15,
  absentAfterMinutes: 60,
  absencesInRow: 3,
  blockDays: 30,
  bookingsPerPerson: 3,
  attemptsPerMinute: 20,
}

/** What a hall sets for itself; every rule in which halls differ stands here. */
export const hallSettings = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(120),
  timeZone: z.string().min(1).max(60),
  /** The address under which phones reach the hall, with scheme; null until the operator sets it. */
  publicUrl: z.url().nullable(),
  rules: z.object({
    /** After so many priority calls in a row an ordinary head that waits is called. */
    priorityRun: z.number().int().min(1).max(50),
    /** A head that has waited longer goes before all, by class. */
    waitBoundMinutes: z.object({
      ordinary: z.number().min(1).max(600),
      appointment: z.number().min(1).max(600),
      priority: z.number().min(1).max(600),
      green: z.number().min(1).max(600),
    }),
    /** A no-show comes back once, within so many minutes or until so many later numbers were called. */
    returnWithinMinutes: z.number().int().min(0).max(600),
    returnWithinNumbers: z.number().int().min(0).max(500),
    undoSeconds: z.number().int().min(0).max(60),
    /** Tickets a person (by ID number), day and queue; null for no limit. */
    ticketsPerPerson: z.number().int().min(1).max(99).nullable(),
    /** Tickets without a name for a terminal, day and queue; null for no limit. */
    anonymousTicketsPerTerminal: z.number().int().min(1).max(99999).nullable(),
    ratingOpenMinutes: z.number().int().min(1).max(10080),
    rectificationWorkingDays: z.number().int().min(1).max(15),
    /** Local time at which whoever is still waiting expires and windows close; null: never (a hall open around the clock). */
    endOfDay: clock.nullable(),
  }),
  signIn: z.object({
    attempts: z.number().int().min(3).max(20),
    lockMinutes: z.number().int().min(1).max(1440),
    sessionHours: z.number().int().min(1).max(24),
  }),
  // What follows came later: stores from before know nothing of it.
  appointments: appointmentRules.default(usualAppointmentRules),
  targets: dayTargets.default(noTargets),
  board: boardLimits
    .extend({ calledMinutes: boardLimits.shape.calledMinutes.default(usualBoardLimits.calledMinutes) })
    .default(usualBoardLimits),
  devices: deviceRules.default(usualDeviceRules),
})
export type HallSettings = z.infer<typeof hallSettings>

/** Parts of the settings to change. What is left out stays: no default stands for it. */
export const settingsChange = hallSettings
  .extend({ appointments: appointmentRules, targets: dayTargets, board: boardLimits, devices: deviceRules })
  .partial()

/** Rules of a new hall, as the field commonly sets them; the console changes them. */
export function defaultSettings(name: string, nameEn: string): HallSettings {
  return {
    name,
    nameEn,
    timeZone: 'Asia/Shanghai',
    publicUrl: null,
    rules: {
      priorityRun: 3,
      waitBoundMinutes: { ordinary: 45, appointment: 20, priority: 30, green: 30 },
      returnWithinMinutes: 30,
      returnWithinNumbers: 10,
      undoSeconds: 10,
      ticketsPerPerson: 1,
      anonymousTicketsPerTerminal: null,
      ratingOpenMinutes: 30,
      rectificationWorkingDays: 5,
      endOfDay: '20:00',
    },
    appointments: usualAppointmentRules,
    signIn: { attempts: 5, lockMinutes: 15, sessionHours: 12 },
    targets: noTargets,
    board: usualBoardLimits,
    devices: usualDeviceRules,
  }
}
