import { ok } from '../../core/result.ts'
import { type Handlers, prepared, read, write } from '../serve.ts'
import { hashPassword } from '../staff/password.ts'
import { carriedWindow, describeDesks } from './desk.ts'
import { setPadNumber } from './number.ts'
import { press } from './press.ts'
import { checkNumber, signOn } from './sign-on.ts'

/** Routes of call pads: what they show, their keys, and who is at them. */
export const padRoutes: Handlers<'padDesks' | 'padSignOn' | 'padPress' | 'savePadNumber'> = {
  padDesks: read(({ query, who, hall }) =>
    ok({ seq: hall.writer.seq, desks: describeDesks(hall, query.windows, who) }),
  ),
  padSignOn: prepared<'padSignOn', string>({
    async prepare({ params, body, who, hall }) {
      const carried = carriedWindow(hall, params.id, who)
      return carried.ok ? checkNumber(hall, body, who) : carried
    },
    write: (tx, { params, hall }, staffId) => signOn(tx, hall, params.id, staffId),
  }),
  padPress: write((tx, { params, body, who, hall }) => press(tx, hall, params.id, body, who)),
  savePadNumber: prepared<'savePadNumber', string | null | undefined>({
    prepare: async ({ body }) =>
      ok(body.pin === undefined || body.pin === null ? body.pin : await hashPassword(body.pin)),
    write: (tx, { params, body }, pinHash) => setPadNumber(tx, params.id, body.number, pinHash),
  }),
}
