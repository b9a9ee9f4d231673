import { defineWords } from '../ui/define-words.ts'

export const padWords = defineWords('pad', {
  zh: {
    title: '服务评价',
    welcome: '请对本次服务作出评价',
  },
  en: {
    title: 'Rate the service',
    welcome: 'How was the service?',
  },
})
