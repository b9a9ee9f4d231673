import { defineWords } from '../ui/define-words.ts'

export const displayWords = defineWords('display', {
  zh: {
    title: '叫号显示',
    welcome: '请留意叫号',
  },
  en: {
    title: 'Calls',
    welcome: 'Please watch for your number',
  },
})
