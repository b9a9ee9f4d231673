import { z } from 'zod'

/**
 * The tables in which a hall's registries leave and come in as CSV and XLSX. A file's header may name a column by
 * its Chinese title or by its key; exports write the title. Rows are told apart by the key column.
 */
export interface RegistryColumn {
  readonly key: string
  /** The header. */
  readonly zh: string
  readonly en: string
  /** In an import it must be there for a new row. */
  readonly required?: true
  /** Exported so that a person can read the row, not read back. */
  readonly fixed?: true
  /** Read and never exported. */
  readonly secret?: true
  /** What may stand in it, for the template. */
  readonly hint?: string
}

export interface RegistryHead {
  readonly zh: string
  readonly en: string
  /** The column by which a row is found again. */
  readonly key: string
  readonly columns: readonly RegistryColumn[]
  /** Rows of these tables belong to records that another table adds: none is added here. */
  readonly noNewRows?: true
}

const prefix = {
  key: 'prefix',
  zh: '前缀',
  en: 'Prefix',
  required: true,
  hint: '一至两个大写字母，不用 I、O',
} as const satisfies RegistryColumn
const nameEn = { key: 'name_en', zh: '英文名称', en: 'English name' } as const
const queueName = { key: 'name', zh: '队列', en: 'Queue', fixed: true } as const
const span = '如 09:00-12:00 13:30-17:00；不办公留空'

export const registryHeads = {
  zones: {
    zh: '区域',
    en: 'Zones',
    key: 'name',
    columns: [{ key: 'name', zh: '区域', en: 'Zone', required: true }, nameEn],
  },
  departments: {
    zh: '部门',
    en: 'Departments',
    key: 'name',
    columns: [
      { key: 'name', zh: '部门', en: 'Department', required: true },
      nameEn,
      { key: 'place', zh: '位置', en: 'Place', hint: '如 二楼东区' },
      { key: 'queue', zh: '默认队列', en: 'Usual queue', hint: '队列前缀；事项没有自己的队列时归此队列' },
    ],
  },
  queues: {
    zh: '队列',
    en: 'Queues',
    key: 'prefix',
    columns: [
      prefix,
      { key: 'name', zh: '名称', en: 'Name', required: true },
      nameEn,
      { key: 'zone', zh: '区域', en: 'Zone', hint: '区域名称' },
      { key: 'department', zh: '部门', en: 'Department', hint: '部门名称' },
      { key: 'switched_on', zh: '开放', en: 'Open', hint: '是 / 否' },
      {
        key: 'wait_target',
        zh: '等候目标分钟',
        en: 'Wait target, minutes',
        hint: '1–600；留空用大厅的目标',
      },
    ],
  },
  hours: {
    zh: '办公时间',
    en: 'Opening hours',
    key: 'prefix',
    noNewRows: true,
    columns: [
      prefix,
      queueName,
      { key: 'always_open', zh: '全天', en: 'Around the clock', hint: '是 / 否' },
      { key: 'monday', zh: '周一', en: 'Monday', hint: span },
      { key: 'tuesday', zh: '周二', en: 'Tuesday' },
      { key: 'wednesday', zh: '周三', en: 'Wednesday' },
      { key: 'thursday', zh: '周四', en: 'Thursday' },
      { key: 'friday', zh: '周五', en: 'Friday' },
      { key: 'saturday', zh: '周六', en: 'Saturday' },
      { key: 'sunday', zh: '周日', en: 'Sunday' },
      { key: 'on_holidays', zh: '节假日照常', en: 'Open on holidays', hint: '是 / 否' },
      {
        key: 'last_ticket_minutes',
        zh: '提前停止取号分钟',
        en: 'Last ticket, minutes before',
        hint: '0–240',
      },
    ],
  },
  limits: {
    zh: '号段与限额',
    en: 'Number ranges and limits',
    key: 'prefix',
    noNewRows: true,
    columns: [
      prefix,
      queueName,
      { key: 'first_number', zh: '起始号', en: 'First number', hint: '每天从几号发起，1–9999' },
      { key: 'last_number', zh: '最后号', en: 'Last number', hint: '留空为不限' },
      { key: 'daily_limit', zh: '每日限额', en: 'Daily limit', hint: '留空为不限' },
    ],
  },
  plans: {
    zh: '预约时段与名额',
    en: 'Booking slots and places',
    key: 'prefix',
    noNewRows: true,
    columns: [
      prefix,
      queueName,
      { key: 'bookable', zh: '接受预约', en: 'Takes bookings', hint: '是 / 否' },
      { key: 'slot_minutes', zh: '时段分钟', en: 'Slot, minutes', hint: '5–240' },
      { key: 'people_per_slot', zh: '每时段人数', en: 'People a slot', hint: '1–500' },
      { key: 'days_ahead', zh: '可提前天数', en: 'Days ahead', hint: '0–90；0 为只能约当天' },
    ],
  },
  windows: {
    zh: '窗口',
    en: 'Windows',
    key: 'number',
    columns: [
      { key: 'number', zh: '窗口号', en: 'Number', required: true, hint: '1–4 位数字或大写字母' },
      { key: 'name', zh: '名称', en: 'Name' },
      { key: 'zone', zh: '区域', en: 'Zone', hint: '区域名称' },
      { key: 'queues', zh: '办理的队列', en: 'Queues served', hint: '队列前缀，按先后，用顿号隔开' },
      { key: 'active', zh: '启用', en: 'Active', hint: '是 / 否；留空为是' },
    ],
  },
  items: {
    zh: '事项',
    en: 'Items',
    key: 'item_code',
    columns: [
      { key: 'item_code', zh: '事项编码', en: 'Item code', required: true },
      { key: 'name', zh: '事项名称', en: 'Item', required: true },
      nameEn,
      { key: 'department', zh: '部门', en: 'Department', required: true, hint: '须是已登记的部门' },
      { key: 'group', zh: '事项组', en: 'Group' },
      { key: 'task_type', zh: '事项类型', en: 'Kind', required: true, hint: '1、5、7、8、9、10、20' },
      { key: 'queue', zh: '队列', en: 'Queue', hint: '队列前缀；留空归部门的默认队列' },
      { key: 'topic', zh: '主题', en: 'Topic', hint: '如 婚姻、户籍证件' },
      {
        key: 'materials',
        zh: '需带材料',
        en: 'What to bring',
        hint: '名称|份数|说明；名称|份数　例：居民身份证|原件 1 份；照片|2 张|一寸白底',
      },
      { key: 'fee', zh: '收费（元）', en: 'Fee, yuan', hint: '不收费填 0；不清楚留空' },
      { key: 'fee_basis', zh: '收费依据', en: 'Basis of the fee', hint: '收费时必填' },
      {
        key: 'legal_days',
        zh: '法定时限（工作日）',
        en: 'Legal limit, working days',
        hint: '0–999',
      },
      {
        key: 'promised_days',
        zh: '承诺时限（工作日）',
        en: 'Promised limit, working days',
        hint: '0 为即办件；不长于法定时限',
      },
      { key: 'trips', zh: '跑动次数', en: 'Visits needed', hint: '0–20；1 为最多跑一次' },
      { key: 'active', zh: '启用', en: 'Active', hint: '是 / 否；留空为是' },
    ],
  },
  holidays: {
    zh: '本厅日历',
    en: 'Calendar of this hall',
    key: 'day',
    columns: [
      { key: 'day', zh: '日期', en: 'Day', required: true, hint: '如 2026-10-08' },
      { key: 'kind', zh: '安排', en: 'Arrangement', required: true, hint: '休息 / 办公' },
      { key: 'name', zh: '说明', en: 'Reason' },
    ],
  },
  staff: {
    zh: '人员',
    en: 'Staff',
    key: 'account',
    columns: [
      {
        key: 'account',
        zh: '账号',
        en: 'Account',
        required: true,
        hint: '2–40 位字母、数字、点、下划线或短横',
      },
      { key: 'name', zh: '姓名', en: 'Name', required: true },
      {
        key: 'roles',
        zh: '角色',
        en: 'Roles',
        required: true,
        hint: '窗口人员、组长、督查考核、大厅主任、运维、账号管理、审计',
      },
      { key: 'window', zh: '窗口', en: 'Window', hint: '窗口号' },
      { key: 'zone', zh: '区域', en: 'Zone', hint: '区域名称' },
      { key: 'post', zh: '岗位', en: 'Post' },
      { key: 'promise', zh: '服务承诺', en: 'Promise' },
      { key: 'party_member', zh: '党员', en: 'Party member', hint: '是 / 否' },
      { key: 'active', zh: '启用', en: 'Active', hint: '是 / 否' },
      {
        key: 'password',
        zh: '初始密码',
        en: 'First password',
        secret: true,
        hint: '只用于新账号，至少 10 位；留空自动生成',
      },
    ],
  },
} as const satisfies Record<string, RegistryHead>

export type RegistryName = keyof typeof registryHeads

/** The registries that an operator keeps. Accounts are the administrator's. */
export const operatorRegistries = [
  'zones',
  'departments',
  'queues',
  'hours',
  'limits',
  'plans',
  'windows',
  'items',
  'holidays',
] as const satisfies readonly RegistryName[]

/** How a cell changed, as the table writes it; null where there was, or is, nothing. */
export const cellChange = z.object({
  column: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type CellChange = z.infer<typeof cellChange>
