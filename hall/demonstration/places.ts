/** The demonstration hall's name: a district that does not exist. */
export const hallName = '青禾区政务服务中心'
export const hallNameEn = 'Qinghe District Government Service Centre'

/** Zones 区域. Keys are used within the demonstration alone. */
export const zones = [
  { key: 'citizens', name: '一区 民生事务', nameEn: 'Zone 1 Citizens' },
  { key: 'insurance', name: '二区 社保医保', nameEn: 'Zone 2 Insurance' },
  { key: 'business', name: '三区 企业与不动产', nameEn: 'Zone 3 Business and property' },
] as const
export type ZoneKey = (typeof zones)[number]['key']

/** Departments 部门 in the order of their items. `prefix` names the queue that their items are for. */
export const departments = [
  { name: '区公安分局', nameEn: 'Public Security', place: '一区 1–3 号窗口', prefix: 'A' },
  { name: '区民政局', nameEn: 'Civil Affairs', place: '一区 4 号窗口', prefix: 'D' },
  { name: '区教育局', nameEn: 'Education', place: '一区 4 号窗口', prefix: 'E' },
  { name: '区卫健局', nameEn: 'Health', place: '一区 4 号窗口', prefix: 'E' },
  { name: '区人社局', nameEn: 'Human Resources and Social Security', place: '二区 5–6 号窗口', prefix: 'F' },
  { name: '区医保局', nameEn: 'Medical Insurance', place: '二区 7–8 号窗口', prefix: 'H' },
  {
    name: '区自然资源和规划局',
    nameEn: 'Natural Resources and Planning',
    place: '三区 9 号窗口',
    prefix: 'J',
  },
  { name: '区税务局', nameEn: 'Taxation', place: '三区 10 号窗口', prefix: 'K' },
  { name: '区市监局', nameEn: 'Market Regulation', place: '三区 11–12 号窗口', prefix: 'L' },
] as const

interface QueuePlan {
  readonly prefix: string
  readonly name: string
  readonly nameEn: string
  readonly zone: ZoneKey
  /** Null where several departments share it. */
  readonly department: (typeof departments)[number]['name'] | null
}

/** Queues 队列. All are open at every hour of every day: whoever tries the hall out comes when it suits them. */
export const queues: readonly QueuePlan[] = [
  {
    prefix: 'A',
    name: '户籍证件',
    nameEn: 'Household and identity',
    zone: 'citizens',
    department: '区公安分局',
  },
  { prefix: 'B', name: '出入境', nameEn: 'Exit and entry', zone: 'citizens', department: '区公安分局' },
  {
    prefix: 'C',
    name: '车辆驾管',
    nameEn: 'Vehicles and driving',
    zone: 'citizens',
    department: '区公安分局',
  },
  {
    prefix: 'D',
    name: '婚姻与民政',
    nameEn: 'Marriage and welfare',
    zone: 'citizens',
    department: '区民政局',
  },
  { prefix: 'E', name: '教育与卫生', nameEn: 'Education and health', zone: 'citizens', department: null },
  { prefix: 'F', name: '社会保险', nameEn: 'Social insurance', zone: 'insurance', department: '区人社局' },
  { prefix: 'G', name: '就业创业', nameEn: 'Employment', zone: 'insurance', department: '区人社局' },
  { prefix: 'H', name: '医疗保障', nameEn: 'Medical insurance', zone: 'insurance', department: '区医保局' },
  {
    prefix: 'J',
    name: '不动产登记',
    nameEn: 'Property register',
    zone: 'business',
    department: '区自然资源和规划局',
  },
  { prefix: 'K', name: '税费办理', nameEn: 'Taxes', zone: 'business', department: '区税务局' },
  {
    prefix: 'L',
    name: '企业开办',
    nameEn: 'Business registration',
    zone: 'business',
    department: '区市监局',
  },
  { prefix: 'M', name: '综合咨询', nameEn: 'General enquiries', zone: 'citizens', department: null },
]

interface WindowPlan {
  readonly number: string
  readonly name: string
  readonly zone: ZoneKey
  /** Prefixes of the queues that it serves, in its order. */
  readonly serves: readonly string[]
}

/** Windows 窗口. Every queue is served by two at least, so that one may pause. */
export const windows: readonly WindowPlan[] = [
  { number: '1', name: '户籍证件', zone: 'citizens', serves: ['A', 'M'] },
  { number: '2', name: '户籍与车驾管', zone: 'citizens', serves: ['A', 'C', 'E'] },
  { number: '3', name: '出入境', zone: 'citizens', serves: ['B', 'C', 'D'] },
  { number: '4', name: '民政、教育、卫生', zone: 'citizens', serves: ['D', 'E', 'B', 'M'] },
  { number: '5', name: '社会保险', zone: 'insurance', serves: ['F', 'G'] },
  { number: '6', name: '就业创业', zone: 'insurance', serves: ['G', 'F'] },
  { number: '7', name: '医疗保障', zone: 'insurance', serves: ['H'] },
  { number: '8', name: '社保医保综合', zone: 'insurance', serves: ['H', 'F'] },
  { number: '9', name: '不动产登记', zone: 'business', serves: ['J', 'K'] },
  { number: '10', name: '税费办理', zone: 'business', serves: ['K', 'J'] },
  { number: '11', name: '企业开办', zone: 'business', serves: ['L'] },
  { number: '12', name: '企业综合', zone: 'business', serves: ['L', 'K'] },
]
