import { defineWords } from '../ui/define-words.ts'

export const kioskWords = defineWords('kiosk', {
  zh: {
    title: '自助取号',
    welcome: '请选择要办理的业务',
  },
  en: {
    title: 'Take a ticket',
    welcome: 'What would you like to do?',
  },
})
