import { ok } from '../../core/result.ts'
import { today } from '../hall.ts'
import { type Handlers, write } from '../serve.ts'
import { endDay } from './end.ts'

/** Routes of the day: an operator may end it by hand. */
export const dayRoutes: Handlers<'endDay'> = {
  endDay: write((tx, { hall }) => ok({ ...endDay(tx, today(hall)) })),
}
