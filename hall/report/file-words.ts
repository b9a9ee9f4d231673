import type { ColumnKind } from '../../core/report/columns.ts'
import type { Grouping } from '../../core/report/group.ts'

export type FileLanguage = 'zh' | 'en'

interface FileWords {
  readonly title: string
  readonly about: string
  readonly period: string
  readonly scope: string
  readonly wholeHall: string
  readonly madeAt: string
  readonly unfinished: string
  readonly thisPeriod: string
  readonly total: string
  readonly none: string
  readonly by: Readonly<Record<Grouping, string>>
  readonly code: Readonly<Partial<Record<Grouping, string>>>
  readonly codeOther: string
  readonly noneOf: Readonly<Partial<Record<Grouping, string>>>
  readonly classes: Readonly<Record<string, string>>
  readonly unit: Readonly<Record<ColumnKind, string>>
}

/** Words of an exported report. */
export const fileWords: Readonly<Record<FileLanguage, FileWords>> = {
  zh: {
    title: '报表',
    about: '汇总',
    period: '时间',
    scope: '范围',
    wholeHall: '全大厅',
    madeAt: '统计时间',
    unfinished: '今天还没有结束，数字到统计时间为止。',
    thisPeriod: '本期',
    total: '合计',
    none: '无',
    by: {
      day: '日',
      week: '周（周一）',
      month: '月',
      hour: '时段',
      queue: '队列',
      window: '窗口',
      staff: '人员',
      department: '部门',
      class: '类别',
      item: '事项',
    },
    code: { queue: '前缀', window: '窗口号', staff: '账号', item: '事项编码' },
    codeOther: '编号',
    noneOf: { window: '没有叫到', staff: '没有叫到', item: '没有选事项', department: '没有部门' },
    classes: { ordinary: '普通', appointment: '预约', priority: '优先', green: '绿色通道' },
    unit: { count: '', minutes: '（分钟）', share: '' },
  },
  en: {
    title: 'Report',
    about: 'Summary',
    period: 'Period',
    scope: 'Scope',
    wholeHall: 'The whole hall',
    madeAt: 'Counted at',
    unfinished: 'Today is not over; the figures are as of that time.',
    thisPeriod: 'This period',
    total: 'Total',
    none: 'None',
    by: {
      day: 'Day',
      week: 'Week (Monday)',
      month: 'Month',
      hour: 'Hour',
      queue: 'Queue',
      window: 'Window',
      staff: 'Staff',
      department: 'Department',
      class: 'Class',
      item: 'Item',
    },
    code: { queue: 'Prefix', window: 'Number', staff: 'Account', item: 'Code' },
    codeOther: 'Code',
    noneOf: { window: 'Not called', staff: 'Not called', item: 'No item', department: 'No department' },
    classes: {
      ordinary: 'Ordinary',
      appointment: 'Appointment',
      priority: 'Priority',
      green: 'Green channel',
    },
    unit: { count: '', minutes: ' (min)', share: '' },
  },
}
