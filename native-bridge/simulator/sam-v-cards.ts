import { checkResidentId } from '../../core/identity.ts'
import { must } from '../../core/result.ts'
import type { CardText } from '../codec/sam-v-text.ts'

/** A card in the tray beside a simulated reader: a made-up person. */
export interface TrayCard {
  readonly card: string
  /** What kind of card it is, as the dock says it. */
  readonly kind: string
  readonly name: string
  readonly about: string
  readonly text: CardText
  /** What a reader makes of it; `well` unless told. `not-read`: its chip is broken. `wrong`: no identity card. */
  readonly condition?: 'well' | 'not-read' | 'wrong'
}

/** No district has this code, so no number made from it is anybody's. */
const nowhere = '500199'

/** A number that keeps its rule (GB 11643) for somebody who does not exist. `order` odd: male. */
export function madeUpNumber(birth: string, order: number, district = nowhere): string {
  const first = `${district}${birth}${String(order).padStart(3, '0')}`
  const digit = [...'0123456789X'].find((one) => checkResidentId(first + one).ok)
  return first + must(digit, 'one of eleven digits keeps the rule')
}

/** The tray of the dock. Ages are true in the year given. */
export function trayCards(year: number): TrayCard[] {
  // The first of January: whole years are the same on every day of the year.
  const bornAgo = (years: number) => `${year - years}0101`
  const valid = { from: `${year - 4}0601`, until: `${year + 16}0601`, issuer: '模拟区公安分局' }
  const home = '模拟市模拟区样例路 1 号'
  return [
    {
      card: 'resident',
      kind: '居民身份证',
      name: '林样例',
      about: '34 岁',
      text: {
        type: 'resident',
        name: '林样例',
        sex: '2',
        nation: '01',
        birth: bornAgo(34),
        address: home,
        idNumber: madeUpNumber(bornAgo(34), 128),
        ...valid,
      },
    },
    {
      card: 'elder',
      kind: '居民身份证',
      name: '赵样例',
      about: '71 岁，长期有效',
      text: {
        type: 'resident',
        name: '赵样例',
        sex: '1',
        nation: '01',
        birth: bornAgo(71),
        address: home,
        idNumber: madeUpNumber(bornAgo(71), 17),
        ...valid,
        until: '长期',
      },
    },
    {
      card: 'foreigner',
      kind: '外国人永久居留身份证（2017 版）',
      name: 'SAMPLE, ALEX',
      about: '45 岁',
      text: {
        type: 'foreigner',
        englishName: 'SAMPLE, ALEX',
        chineseName: '',
        sex: '1',
        idNumber: `ZZZ500181${bornAgo(45).slice(2)}`,
        country: 'ZZZ',
        birth: bornAgo(45),
        version: '01',
        office: '5000',
        from: valid.from,
        until: valid.until,
      },
    },
    {
      card: 'permit',
      kind: '港澳台居民居住证',
      name: '何样例',
      about: '28 岁',
      text: {
        type: 'hk-mo-tw',
        name: '何样例',
        sex: '1',
        birth: bornAgo(28),
        address: home,
        idNumber: madeUpNumber(bornAgo(28), 35, '810000'),
        passNumber: 'H00000000',
        issues: '01',
        ...valid,
      },
    },
    {
      card: 'foreigner-2023',
      kind: '外国人永久居留身份证（2023 版）',
      name: 'SAMPLE, KIM',
      about: '格式未公开，请工作人员看证',
      text: { type: 'other', letter: 'Y', name: 'SAMPLE, KIM' },
    },
    {
      card: 'damaged',
      kind: '居民身份证',
      name: '损坏的证件',
      about: '芯片坏了，读不出',
      text: { type: 'other', letter: '', name: '' },
      condition: 'not-read',
    },
    {
      card: 'bus',
      kind: '公交卡',
      name: '公交卡',
      about: '不是身份证件',
      text: { type: 'other', letter: '', name: '' },
      condition: 'wrong',
    },
  ]
}
