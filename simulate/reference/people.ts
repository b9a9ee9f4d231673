import type { StaffRole } from '../../core/staff/role.ts'
import { chanceFrom, oneOf } from './chance.ts'

const familyNames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余']
const firstSyllables = [...'晓文志建国丽秀海春永思雨嘉俊佳明婷雅立新宏']
const secondSyllables = [...'燕强雨珍华梅霞峰杰敏静娟勇军洋超芳玲涛刚琴慧宁']
const promises = [
  '一次说清，一次办好。',
  '多问一句，让您少跑一趟。',
  '今天能办完的，不留到明天。',
  '耐心听您说完，再帮您办。',
]

/** Somebody who works in the reference hall. */
export interface PersonPlan {
  readonly account: string
  readonly name: string
  readonly post: string
  readonly promise: string
  readonly partyMember: boolean
  readonly role: StaffRole
  /** The number of their window; null for whoever has none. */
  readonly window: string | null
  /** Index of the zone that a leader looks after. */
  readonly zone: number | null
}

const offices: readonly (readonly [account: string, post: string, role: StaffRole])[] = [
  ['s001', '督查考核科科长', 'supervisor'],
  ['d001', '中心主任', 'director'],
  ['o001', '系统运维', 'operator'],
  ['a001', '账号管理', 'administrator'],
  ['u001', '审计', 'auditor'],
]

/**
 * Everybody: one at each window (A岗), a leader for each zone, one for each office, and as many substitutes (B岗) as
 * make up the number, who share a window with its first clerk.
 */
export function planPeople(
  seed: number,
  total: number,
  windows: readonly string[],
  zones: number,
): PersonPlan[] {
  const chance = chanceFrom(seed ^ 0x5eed)
  const clerk = (account: string, window: string, post: string) =>
    person(chance, { account, post, role: 'staff', window, zone: null })
  const clerks = windows.map((window) => clerk(`w${window.padStart(3, '0')}`, window, 'A岗受理员'))
  const leaders = Array.from({ length: zones }, (_, zone) =>
    person(chance, {
      account: `l${String(zone + 1).padStart(3, '0')}`,
      post: '组长',
      role: 'leader',
      window: null,
      zone,
    }),
  )
  const office = offices.map(([account, post, role]) =>
    person(chance, { account, post, role, window: null, zone: null }),
  )
  const left = total - clerks.length - leaders.length - office.length
  const substitutes = Array.from({ length: left }, (_, index) => {
    // Spread over the hall, so that no department is without one.
    const window = windows[Math.floor((index * windows.length) / left)] ?? ''
    return clerk(`b${window.padStart(3, '0')}`, window, 'B岗受理员')
  })
  return [...clerks, ...substitutes, ...leaders, ...office]
}

function person(
  chance: () => number,
  who: Pick<PersonPlan, 'account' | 'post' | 'role' | 'window' | 'zone'>,
): PersonPlan {
  const name = oneOf(chance, familyNames) + oneOf(chance, firstSyllables) + oneOf(chance, secondSyllables)
  return {
    ...who,
    name,
    promise: who.window === null ? '' : oneOf(chance, promises),
    partyMember: chance() < 0.3,
  }
}
