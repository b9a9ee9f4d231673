import { defineWords } from '../ui/define-words.ts'

export const galleryWords = defineWords('gallery', {
  zh: {
    title: '设计系统',
    contrast: '高对比度',
    take: '取号',
    called: '请到窗口',
    rests: '暂不可用',
    item: '第 {{number}} 项：城乡居民基本养老保险参保登记',
    itemNote: '社会保险局 · 只跑一次 · 需带身份证原件',
    field: '姓名',
    fieldHint: '与身份证上的一致',
    fieldError: '请填写姓名',
    noticeTitle: '请带上这些材料',
    noticeBody: '身份证原件 1 份、复印件 1 份。',
    qr: '号票二维码',
  },
  en: {
    title: 'Design system',
    contrast: 'High contrast',
    take: 'Take a ticket',
    called: 'Go to the window',
    rests: 'Not available',
    item: "Item {{number}}: registration for residents' basic pension insurance",
    itemNote: 'Social insurance bureau · one visit · bring your ID card',
    field: 'Name',
    fieldHint: 'As on your ID card',
    fieldError: 'Please give your name',
    noticeTitle: 'Please bring these',
    noticeBody: 'ID card, original and one copy.',
    qr: 'QR code of the ticket',
  },
})
