import { z } from 'zod'
import { id, ticketState, time, windowState } from '../shapes.ts'
import { byId, type RouteSpec } from './route-spec.ts'

/** What the pads of one window have to know: what its digits show, and what its keys act on. */
export const padDesk = z.object({
  windowId: id,
  windowNumber: z.string(),
  state: windowState,
  /** Somebody is signed in for whom the pad's keys act. */
  attended: z.boolean(),
  /** Tickets that this window could call. */
  waiting: z.number().int(),
  inHand: z.object({ ticketId: id, number: z.string(), state: ticketState }).nullable(),
  /** The service that was finished last here, while it can be rated and is not. */
  question: z.object({ ticketId: id, number: z.string(), askedAt: time, openUntil: time }).nullable(),
})
export type PadDesk = z.infer<typeof padDesk>

/** A number of two to six digits: one digit alone is a combination of the pad's. */
export const padNumber = z.string().regex(/^\d{2,6}$/, '签到号为 2–6 位数字')
const padPin = z.string().regex(/^\d{4,6}$/, '密码为 4–6 位数字')

/** What a key of a call pad, or a combination, does at its window. */
export const padPress = z.discriminatedUnion('act', [
  /** `number`: the digits of a chosen ticket; else whoever is next. A paused window goes on first. */
  z.strictObject({
    act: z.literal('call'),
    number: z
      .string()
      .regex(/^\d{1,4}$/)
      .optional(),
  }),
  z.strictObject({ act: z.literal('transfer'), ticketId: id.optional(), toWindow: z.string().min(1).max(4) }),
  z.strictObject({
    act: z.literal('transfer-to-queue'),
    ticketId: id.optional(),
    toQueue: z.string().min(1).max(2),
  }),
  z.strictObject({
    act: z.enum(['recall', 'start', 'finish', 'no-show', 'hold']),
    /** The ticket that the pad showed when the key was pressed; whoever is in hand unless told. */
    ticketId: id.optional(),
  }),
  /** The ticket on hold that was called last; the last start, no-show or finish. */
  z.strictObject({ act: z.enum(['resume', 'undo']) }),
  /** Pauses the window, or goes on. */
  z.strictObject({ act: z.literal('pause') }),
  /** Closes the window and ends the sign-on at its pad. */
  z.strictObject({ act: z.literal('sign-off') }),
])
export type PadPressInput = z.infer<typeof padPress>

/** Work at a window by its call pad alone, through the terminal that carries it. */
export const padRoutes = {
  padDesks: {
    method: 'GET',
    path: '/pad-desks',
    says: '按键器所在窗口的现状',
    who: ['kiosk'],
    query: z.object({
      windows: z
        .string()
        .max(20_000)
        .transform((list) => list.split(',').filter((one) => one !== '')),
    }),
    answer: z.object({ seq: z.number().int(), desks: z.array(padDesk) }),
  },
  padSignOn: {
    method: 'POST',
    path: '/windows/:id/pad-sign-on',
    says: '在窗口的按键器上签到',
    who: ['kiosk'],
    params: byId,
    body: z.strictObject({
      number: padNumber,
      pin: z
        .string()
        .regex(/^\d{1,8}$/)
        .optional(),
    }),
    answer: padDesk,
    secret: true,
  },
  padPress: {
    method: 'POST',
    path: '/windows/:id/pad-presses',
    says: '按键器上的一次按键，由已签到的人员负责',
    who: ['kiosk'],
    params: byId,
    body: padPress,
    answer: z.object({ done: z.enum(['done', 'nobody-waits']), desk: padDesk }),
  },
  savePadNumber: {
    method: 'POST',
    path: '/staff/:id/pad-number',
    says: '设置人员在按键器上的签到号和密码；签到号为空则取消',
    who: ['administrator'],
    params: byId,
    body: z.strictObject({
      number: padNumber.nullable(),
      /** Left out: stays as it is. Null: the number alone signs on. */
      pin: padPin.nullable().optional(),
    }),
    answer: z.object({ number: z.string().nullable(), hasPin: z.boolean() }),
    secret: true,
  },
} as const satisfies Record<string, RouteSpec>
