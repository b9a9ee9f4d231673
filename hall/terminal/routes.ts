import { refusal } from '../../contract/problems.ts'
import { fail, ok } from '../../core/result.ts'
import { liveHelpCalls } from '../../db/terminal/help.ts'
import { type LostPaperRow, lostPapers } from '../../db/terminal/papers.ts'
import { allTerminals, type TerminalRow } from '../../db/terminal/terminals.ts'
import { rememberedOf } from '../remembered.ts'
import { type Handlers, prepared, read, write } from '../serve.ts'
import { definedOnly, needPerson, setCookie } from '../staff/routes.ts'
import type { Principal } from '../who.ts'
import { describeDevices, noteDevice, removeDevicesBut } from './devices.ts'
import { callHelp, describeHelp, endHelp, takeHelp } from './help.ts'
import { noteStopped } from './presence.ts'
import {
  addTerminal,
  changeTerminal,
  describeTerminal,
  enrol,
  makeCode,
  revokeTerminal,
} from './terminals.ts'

const papers = rememberedOf<LostPaperRow[]>()

/** The newest are told; a printer that is out of paper must not push the desk off the screen. */
const papersShown = 8

/** Routes of terminals: enrolment, their pages' cookies, their devices, and calls for a person. */
export const terminalRoutes: Handlers<
  | 'openTerminalPage'
  | 'currentTerminal'
  | 'stopTerminal'
  | 'enrolTerminal'
  | 'terminals'
  | 'printers'
  | 'lostPapers'
  | 'addTerminal'
  | 'saveTerminal'
  | 'terminalCode'
  | 'revokeTerminal'
  | 'reportDevice'
  | 'listDevices'
  | 'devices'
  | 'callHelp'
  | 'helpCalls'
  | 'takeHelp'
  | 'endHelp'
> = {
  openTerminalPage: prepared<'openTerminalPage', undefined>({
    write: (_tx, { who, hall }) => ok({ terminal: describeTerminal(hall, needTerminal(who)) }),
    reveal(answer, asked) {
      const header = asked.reply.request.headers.authorization
      const token = header === undefined ? undefined : /^Bearer\s+(\S+)$/i.exec(header)?.[1]
      if (token !== undefined) setCookie(asked, answer.terminal.id, token)
      return answer
    },
  }),
  currentTerminal: read(({ who, hall }) => ok({ terminal: describeTerminal(hall, needTerminal(who)) })),
  stopTerminal: write((tx, { who }) => {
    noteStopped(tx, needTerminal(who))
    return ok({ recorded: true })
  }),
  enrolTerminal: write((tx, { body, hall }) => {
    const enrolled = enrol(tx, hall, body.code)
    if (!enrolled.ok) return enrolled
    return ok({
      ...enrolled.value,
      hallName: hall.settings().name,
      caCertificate: hall.authority?.certificatePem ?? null,
      caFingerprint: hall.authority?.fingerprint ?? null,
    })
  }),
  terminals: read(({ hall }) =>
    ok({ terminals: allTerminals(hall.db).map((row) => describeTerminal(hall, row)) }),
  ),
  printers: read(({ hall }) =>
    ok({
      terminals: allTerminals(hall.db)
        .filter((row) => row.role === 'kiosk' && row.enrolled && !row.revoked)
        .map(({ id, name }) => ({ id, name })),
    }),
  ),
  lostPapers: read(({ hall }) =>
    // Two hundred windows ask at once when a print fails: one of them looks it up.
    ok({ papers: papers(hall, 'lost', () => lostPapers(hall.db, hall.clock(), papersShown)) }),
  ),
  addTerminal: write((tx, { body, hall }) => addTerminal(tx, hall, body)),
  saveTerminal: write((tx, { params, body, hall }) => changeTerminal(tx, hall, params.id, definedOnly(body))),
  terminalCode: write((tx, { params, hall }) => makeCode(tx, hall, params.id)),
  revokeTerminal: write((tx, { params, hall }) => revokeTerminal(tx, hall, params.id)),

  reportDevice: write((tx, { body, who }) => {
    noteDevice(tx, needTerminal(who), body)
    return ok({ recorded: true })
  }),
  listDevices: write((tx, { body, who }) =>
    ok({ removed: removeDevicesBut(tx, needTerminal(who), body.devices) }),
  ),
  devices: read(({ hall }) => ok(describeDevices(hall))),

  callHelp: write((tx, { body, who, hall }) => callHelp(tx, hall, needTerminal(who), body.about)),
  helpCalls: read(({ who, hall }) => {
    const calls = liveHelpCalls(hall.db).filter(
      (row) => who.kind !== 'terminal' || row.terminalId === who.terminal.id,
    )
    return ok({ calls: calls.map((row) => describeHelp(hall, row)), seq: hall.writer.seq })
  }),
  takeHelp: write((tx, { params, who, hall }) =>
    who.kind === 'person'
      ? takeHelp(tx, hall, params.id, needPerson(who))
      : fail(refusal('not-permitted', '须由登录的人员应答。')),
  ),
  endHelp: write((tx, { params, who, hall }) => endHelp(tx, hall, params.id, who)),
}

/** Cards lie on terminals: a terminal's own bridge puts the number in place of the card before it asks the hall. */
export const noCardsHere = refusal('card-unknown', '这里不认识读卡器上的证件；请在有读卡器的自助机上操作。')

/** The terminal behind a request of a route that only terminals may call. */
export function needTerminal(who: Principal): TerminalRow {
  if (who.kind !== 'terminal') throw new Error('the route table lets only terminals in here')
  return who.terminal
}
