import type { TicketPaper } from '../../contract/routes.ts'

/** A ticket that says everything a ticket can say. */
export const examplePaper: TicketPaper = {
  hallName: '梁平区政务服务中心',
  number: 'A001',
  queueName: '社会保险综合业务',
  class: 'priority',
  ahead: 6,
  estimate: { lowMinutes: 12.2, highMinutes: 17.4 },
  zoneName: 'B 区（二楼）',
  windowNumbers: ['3', '4', '12'],
  issuedAt: '2026-11-23T06:05:00Z',
  dueAt: '2026-11-23T06:30:00Z',
  timeZone: 'Asia/Shanghai',
  items: ['社会保障卡申领', '职工参保登记'],
  bring: ['居民身份证原件 1 份', '近期免冠照片'],
  phoneUrl: 'http://127.0.0.1:7300/phone/#t=0123456789abcdef0123456789abcdef',
  returnWithinMinutes: 30,
  reprint: false,
}
