import './staff.css'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { StaffMember } from '../../../contract/shapes.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, Notice, ProblemNotice } from '../../ui/states.tsx'
import { commonWords, roleWords } from '../../ui/words.ts'
import { listWords, roomWords } from '../frame-words.ts'
import { type Column, Register } from '../parts/register.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { RegistryTools } from '../registry/registry-tools.tsx'
import { mayCall } from '../rooms.ts'
import type { Seat } from '../session/use-session.ts'
import { ResetPassword } from './reset-password.tsx'
import { StaffForm } from './staff-form.tsx'
import { accountWords } from './words.ts'

type Opened = { readonly what: 'new' } | { readonly what: 'member' | 'reset'; readonly member: StaffMember }

/** The people of the hall and their accounts. */
export function StaffRoom({ seat }: { seat: Seat }): ReactNode {
  const say = useWords(accountWords)
  const sayRoom = useWords(roomWords)
  // Accounts are in no stream: whoever keeps them changes them here.
  const staff = useHallQuery('staff', {}, { refreshOn: ['windows', 'notices'] })
  const hall = useHallQuery('hall', {}, { refreshOn: ['windows'] })
  const [open, setOpen] = useState<Opened | null>(null)
  const columns = useStaffColumns(hall.data, (member) => setOpen({ what: 'reset', member }))
  const close = (): void => setOpen(null)
  const add = (
    <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen({ what: 'new' })}>
      {say('add')}
    </Button>
  )
  const problem = staff.problem ?? hall.problem
  return (
    <RoomSheet
      title={sayRoom('staff')}
      about={say('about')}
      actions={
        <>
          {mayCall(seat.staff.roles, 'importStaff') ? <RegistryTools tables={['staff']} /> : null}
          {add}
        </>
      }
    >
      {staff.data === undefined || hall.data === undefined ? (
        problem ? (
          <ProblemNotice problem={problem} onAgain={staff.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          {hall.data.windows.length === 0 ? <Notice>{say('noWindowsYet')}</Notice> : null}
          <Register
            name={sayRoom('staff')}
            rows={staff.data.staff}
            columns={columns}
            idOf={(member) => member.id}
            onOpen={(member) => setOpen({ what: 'member', member })}
            dimmed={(member) => !member.active}
            filed={mayCall(seat.staff.roles, 'exportStaff')}
            empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
          />
          {open?.what === 'reset' ? <ResetPassword member={open.member} onClose={close} /> : null}
          {open?.what === 'member' || open?.what === 'new' ? (
            <StaffForm member={open.what === 'new' ? null : open.member} hall={hall.data} onClose={close} />
          ) : null}
        </>
      )}
    </RoomSheet>
  )
}

function useStaffColumns(
  hall: RouteAnswer<'hall'> | undefined,
  onReset: (member: StaffMember) => void,
): Column<StaffMember>[] {
  const say = useWords(accountWords)
  const sayRole = useWords(roleWords)
  const sayCommon = useWords(commonWords)
  const sayList = useWords(listWords)
  const windowOf = (member: StaffMember): string => {
    const window = hall?.windows.find((one) => one.id === member.windowId)
    return window ? sayCommon('windowNumber', { number: window.number }) : ''
  }
  const rolesOf = (member: StaffMember): string[] => member.roles.map((role) => sayRole(role))
  const zoneName = (zoneId: string | null | undefined): string =>
    hall?.zones.find((zone) => zone.id === zoneId)?.name ?? ''
  // Whose window stands in a zone works there, too.
  const placeOf = (member: StaffMember): string =>
    zoneName(member.zoneId ?? hall?.windows.find((window) => window.id === member.windowId)?.zoneId)
  const state = (member: StaffMember): string =>
    !member.active
      ? say('notActive')
      : member.lockedUntil
        ? say('locked', { time: formatTime(member.lockedUntil, hall?.timeZone) })
        : say('normal')
  return [
    { key: 'name', whole: true, title: say('name'), text: (member) => member.name },
    { key: 'account', whole: true, title: say('account'), text: (member) => member.account },
    {
      key: 'roles',
      title: say('roles'),
      text: (member) => rolesOf(member).join(sayList('comma')),
      choices: rolesOf,
    },
    { key: 'window', whole: true, title: say('window'), text: windowOf },
    {
      key: 'zone',
      title: say('zone'),
      text: (member) => zoneName(member.zoneId),
    },
    {
      key: 'place',
      hidden: true,
      title: say('place'),
      text: placeOf,
      choices: (member) => [placeOf(member)],
    },
    { key: 'post', title: say('post'), text: (member) => member.post },
    { key: 'promise', title: say('promise'), text: (member) => member.promise, hidden: true },
    {
      key: 'state',
      whole: true,
      title: say('state'),
      text: state,
      show: (member) => (
        <StateMark tone={!member.active ? 'rest' : member.lockedUntil ? 'wrong' : 'good'}>
          {state(member)}
        </StateMark>
      ),
    },
    {
      key: 'reset',
      whole: true,
      title: say('reset'),
      action: true,
      align: 'end',
      text: () => '',
      show: (member) => (
        <Button look="quiet" label={`${say('reset')} ${member.name}`} onPress={() => onReset(member)}>
          {say('reset')}
        </Button>
      ),
    },
  ]
}
