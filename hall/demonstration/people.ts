import type { StaffRole } from '../../core/staff/role.ts'
import type { ZoneKey } from './places.ts'

interface PersonPlan {
  readonly account: string
  readonly name: string
  readonly post: string
  readonly promise: string
  readonly partyMember: boolean
  readonly role: StaffRole
  /** The number of the window that they work at; null for whoever has none. */
  readonly window: string | null
  /** The zone that a leader looks after. */
  readonly zone: ZoneKey | null
}

function atWindow(
  window: string,
  name: string,
  post: string,
  promise: string,
  partyMember = false,
): PersonPlan {
  return {
    account: `w${window.padStart(3, '0')}`,
    name,
    post,
    promise,
    partyMember,
    role: 'staff',
    window,
    zone: null,
  }
}

function inOffice(
  account: string,
  name: string,
  post: string,
  role: StaffRole,
  zone: ZoneKey | null = null,
): PersonPlan {
  return { account, name, post, promise: '', partyMember: false, role, window: null, zone }
}

/** Everybody who works in the demonstration hall. Invented, like the hall. */
export const people: readonly PersonPlan[] = [
  atWindow('1', '林晓燕', '户籍民警', '您的事，一次说清，一次办好。', true),
  atWindow('2', '周志强', '户籍与车驾管受理员', '多问一句，让您少跑一趟。'),
  atWindow('3', '陈思雨', '出入境受理员', '材料我来核，照片现场拍。'),
  atWindow('4', '何秀珍', '民政综合受理员', '耐心听您说完，再帮您办。', true),
  atWindow('5', '苏婷', '社会保险受理员', '算得清楚，讲得明白。'),
  atWindow('6', '吴国栋', '就业服务专员', '帮您找到适合的政策。', true),
  atWindow('7', '罗静', '医疗保障受理员', '报销进度，随问随答。'),
  atWindow('8', '蒋文博', '社保医保综合受理员', '能在一个窗口办的，不请您去第二个。'),
  atWindow('9', '唐敏', '不动产登记员', '认真核对每一个字。', true),
  atWindow('10', '邓永康', '税费服务专员', '依法办税，把政策讲透。'),
  atWindow('11', '韩雪', '企业登记员', '表格不会填，我陪您填。'),
  atWindow('12', '曾明亮', '企业综合受理员', '今天能办完的，不留到明天。', true),
  inOffice('l001', '谢丽华', '一区组长', 'leader', 'citizens'),
  inOffice('s001', '郑卫东', '督查考核科科长', 'supervisor'),
  inOffice('d001', '高敏', '中心主任', 'director'),
  inOffice('o001', '沈浩', '系统运维', 'operator'),
  inOffice('a001', '方琳', '账号管理', 'administrator'),
  inOffice('u001', '石坚', '审计', 'auditor'),
]
