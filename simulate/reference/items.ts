import type { CatalogueEntry, GuideFields } from '../../db/catalog/items.ts'
import { chanceFrom, oneOf, shareOut, shuffled } from './chance.ts'
import { type DepartmentPlan, departments } from './departments.ts'

/** An item of the reference hall: what a catalogue says, its guide, and which of its department's queues it is for. */
export interface ItemPlan extends CatalogueEntry {
  readonly queue: string
  readonly guide: GuideFields
}

type Kind = 'licences' | 'benefits' | 'services'

/** What is done about a subject, by kind, with the national number of the kind of authority. */
const kinds: Readonly<
  Record<Kind, { readonly actions: readonly string[]; readonly taskType: string; readonly legalDays: number }>
> = {
  licences: { actions: ['申请', '变更', '延续', '补发', '注销', '信息查询'], taskType: '1', legalDays: 20 },
  benefits: {
    actions: ['申请', '资格审核', '信息变更', '进度查询', '政策咨询'],
    taskType: '5',
    legalDays: 30,
  },
  services: { actions: ['办理', '预约', '咨询', '进度查询', '信息更正'], taskType: '20', legalDays: 10 },
}
const papers: Readonly<Record<Kind, readonly string[]>> = {
  licences: ['营业执照', '经营场所证明', '法定代表人身份证明', '从业人员资格证', '管理制度', '平面图'],
  benefits: ['银行账户信息', '家庭收入证明', '户口簿', '社会保障卡', '诊断证明', '在读证明'],
  services: ['户口簿', '委托书', '原证件', '近期免冠照片', '单位介绍信', '合同文本'],
}

/** Every item of the reference hall: so many in all, shared out by how much each department has to offer. */
export function planItems(seed: number, total: number): ItemPlan[] {
  const offered = departments.map(offersOf)
  const counts = shareOut(
    total,
    offered.map((offers) => offers.length),
    0,
  )
  return departments.flatMap((department, index) => {
    const chance = chanceFrom(seed + index * 7919)
    const offers = offered[index] ?? []
    const chosen = new Set(shuffled(chance, offers).slice(0, counts[index]))
    return offers
      .filter((offer) => chosen.has(offer))
      .map((offer, place) =>
        describe(department, offer, `QH-${department.code}-${String(place + 1).padStart(3, '0')}`, chance),
      )
  })
}

interface Offer {
  readonly kind: Kind
  readonly subject: string
  readonly action: string
  readonly queue: string
}

/** All that a department could be asked for, subject by subject; its queues share the subjects in turn. */
function offersOf(department: DepartmentPlan): Offer[] {
  const subjects = (['licences', 'benefits', 'services'] as const).flatMap((kind) =>
    department[kind].map((subject) => ({ kind, subject })),
  )
  return subjects.flatMap(({ kind, subject }, index) => {
    const place = Math.floor((index * department.queues.length) / subjects.length)
    const queue = department.queues[place] ?? ''
    return kinds[kind].actions.map((action) => ({ kind, subject, action, queue }))
  })
}

function describe(department: DepartmentPlan, offer: Offer, code: string, chance: () => number): ItemPlan {
  const { kind, subject, action, queue } = offer
  const { taskType, legalDays } = kinds[kind]
  const isQuestion = action.endsWith('查询') || action.endsWith('咨询')
  const materials = [
    '居民身份证',
    ...(isQuestion ? [] : ['申请表', ...shuffled(chance, papers[kind]).slice(0, 2)]),
  ]
  return {
    code,
    name: subject + action,
    department: department.name,
    group: subject,
    taskType,
    queue,
    guide: {
      nameEn: null,
      topic: department.topic,
      materials: materials.map((name) => ({ name, copies: '原件 1 份', note: null })),
      // No fee without its legal basis: the reference hall asks none.
      feeFen: 0,
      feeBasis: null,
      legalLimitDays: isQuestion ? 0 : legalDays,
      promisedLimitDays: isQuestion ? 0 : oneOf(chance, [0, 1, 3, 5, 7, 10]),
      // 只跑一次 for more than half of the items, as such halls announce.
      trips: isQuestion || chance() < 0.5 ? 1 : 2,
    },
  }
}
