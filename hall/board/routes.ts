import { ok } from '../../core/result.ts'
import { type Handlers, read } from '../serve.ts'
import { describeBoard } from './describe-board.ts'
import { placeOf } from './place.ts'

/** The live board. */
export const boardReadRoutes: Handlers<'board'> = {
  board: read(({ who, hall }) => ok(describeBoard(hall, placeOf(hall, who)))),
}
