import { defineWords } from '../ui/define-words.ts'

export const phoneWords = defineWords('phone', {
  zh: {
    title: '我的号票',
    welcome: '请扫描号票上的二维码',
  },
  en: {
    title: 'My ticket',
    welcome: 'Please scan the code on your ticket',
  },
})
