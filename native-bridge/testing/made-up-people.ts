import { madeUpNumber, type TrayCard } from '../simulator/sam-v-cards.ts'

/** A resident's card of the nth of many people who do not exist; each has another number. */
export function madeUpPerson(n: number): TrayCard {
  const birth = `19${50 + (n % 50)}0${1 + (n % 9)}1${n % 9}`
  const idNumber = madeUpNumber(birth, Math.floor(n / 450) % 1000, `5001${80 + (n % 20)}`)
  const text = { type: 'resident', name: `样例${n}`, birth, idNumber, until: '长期' } as const
  return { card: `card-${n}`, kind: '居民身份证', name: text.name, about: '', text }
}
