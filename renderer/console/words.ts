import { defineWords } from '../ui/define-words.ts'

export const consoleWords = defineWords('console', {
  zh: {
    title: '大厅管理',
    welcome: '大厅现状',
  },
  en: {
    title: 'Hall console',
    welcome: 'The hall now',
  },
})
