import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { StaffMember } from '../../contract/shapes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { findPadCredential } from '../../db/pad/credentials.ts'
import { deleteSessionsOf } from '../../db/staff/sessions.ts'
import {
  allStaff,
  findByAccount,
  findStaff,
  rolesOf,
  type StaffRow,
  setAttempts,
} from '../../db/staff/staff.ts'
import type { Hall } from '../hall.ts'
import { type Asked, type Handlers, prepared, read, write } from '../serve.ts'
import { cookieName, type Person } from '../who.ts'
import { registerStaff, registrationOf } from './accounts.ts'
import { hashPassword } from './password.ts'
import { changePassword, checkPassword, prepareChange, type SignedIn, signIn, signOut } from './sign-in.ts'

/** Routes of people: signing in and out, and the accounts that an administrator keeps. */
export const staffRoutes: Handlers<
  'signIn' | 'whoAmI' | 'signOut' | 'changePassword' | 'staff' | 'addStaff' | 'saveStaff'
> = {
  signIn: prepared<'signIn', SignedIn>({
    async prepare({ body, hall }) {
      const checked = await checkPassword(hall, body.account, body.password)
      const counted = await hall.writer.run('anyone', (tx) => ok(signIn(tx, hall, checked)))
      return counted.ok ? counted.value : counted
    },
    write: (_tx, _asked, signedIn) => ok(signedIn),
    reveal(signedIn, asked) {
      if (asked.body.page) setCookie(asked, asked.body.page, signedIn.token)
      return signedIn
    },
  }),

  whoAmI: read(({ who, hall }) => {
    const person = needPerson(who)
    return ok({
      staff: { id: person.staffId, name: person.name, roles: [...person.roles], windowId: person.windowId },
      hallName: hall.settings().name,
    })
  }),

  signOut: write((tx, { who }) => signOut(tx, needPerson(who))),

  changePassword: prepared<'changePassword', string>({
    prepare: ({ body, who, hall }) => prepareChange(hall, needPerson(who), body.current, body.next),
    write: (tx, { who }, hash) => changePassword(tx, needPerson(who), hash),
  }),

  staff: read(({ hall }) => ok({ staff: allStaff(hall.db).map((row) => describeStaff(hall, row)) })),

  addStaff: prepared<'addStaff', string>({
    prepare: async ({ body }) => ok(await hashPassword(body.password)),
    write(tx, { body, hall }, passwordHash) {
      if (findByAccount(tx.db, body.account))
        return fail(refusal('already-exists', `账号 ${body.account} 已经存在。`))
      const { password: _, ...input } = body
      return told(hall, registerStaff(tx, { ...input, id: tx.newId(), passwordHash }))
    },
  }),

  saveStaff: prepared<'saveStaff', string | null>({
    prepare: async ({ body }) => ok(body.password === undefined ? null : await hashPassword(body.password)),
    write(tx, { params, body, hall }, passwordHash) {
      const row = findStaff(tx.db, params.id)
      if (!row) return fail(refusal('not-found', '没有这个账号。'))
      const { password: _, ...change } = body
      const known = registrationOf(row, rolesOf(tx.db, row.id))
      const saved = told(
        hall,
        registerStaff(tx, {
          ...known,
          ...definedOnly(change),
          passwordHash: passwordHash ?? row.password_hash,
        }),
      )
      if (!saved.ok) return saved
      if (passwordHash !== null) {
        setAttempts(tx.db, row.id, 0, null)
        tx.record(fact('password-changed', { staffId: row.id, byOwner: false }))
      }
      if (passwordHash !== null) deleteSessionsOf(tx.db, row.id, null)
      return ok({ ...saved.value, lockedUntil: passwordHash === null ? saved.value.lockedUntil : null })
    },
  }),
}

function told(hall: Hall, done: Result<{ id: string }, Refusal>): Result<StaffMember, Refusal> {
  if (!done.ok) return done
  return ok(describeStaff(hall, must(findStaff(hall.db, done.value.id), 'it was saved just now')))
}

function describeStaff(hall: Hall, row: StaffRow): StaffMember {
  const locked =
    row.locked_until_ms !== null && row.locked_until_ms > hall.clock()
      ? toRfc3339(row.locked_until_ms, hall.settings().timeZone)
      : null
  const pad = findPadCredential(hall.db, row.id)
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    post: row.post,
    promise: row.promise,
    partyMember: row.party_member === 1,
    roles: rolesOf(hall.db, row.id),
    windowId: row.window_id,
    zoneId: row.zone_id,
    active: row.active === 1,
    lockedUntil: locked,
    padNumber: pad?.number ?? null,
    padPin: pad !== undefined && pad.pin_hash !== null,
  }
}

/** The keys of a change that were given: a key left out keeps what is registered. */
export function definedOnly<Change extends object>(
  change: Change,
): { [Key in keyof Change]?: Exclude<Change[Key], undefined> } {
  // Filtering cannot be expressed to the compiler; a key that is undefined is one that was not given.
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>
  }
}

/** The person behind a request of a route that only people may call. */
export function needPerson(who: Asked<'whoAmI'>['who']): Person {
  if (who.kind !== 'person') throw new Error('the route table lets only people in here')
  return who
}

/** Sets the HttpOnly cookie of one page role or terminal. */
export function setCookie(asked: Pick<Asked<'signIn'>, 'hall' | 'reply'>, as: string, token: string): void {
  const { hall, reply } = asked
  reply.setCookie(cookieName(hall.instanceId, as), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: hall.authority !== null,
    maxAge: as === 'window' || as === 'console' ? hall.settings().signIn.sessionHours * 3600 : 400 * 86_400,
  })
}
