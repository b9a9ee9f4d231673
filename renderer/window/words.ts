import { defineWords } from '../ui/define-words.ts'

export const windowWords = defineWords('window', {
  zh: {
    title: '窗口',
    welcome: '今天由您接待',
  },
  en: {
    title: 'Window',
    welcome: 'Your window today',
  },
})
