import { defineWords } from '../../ui/define-words.ts'

export const helpWords = defineWords('console-help', {
  zh: {
    about: '群众在自助机上按了“人工”。谁先按“我去”谁去，自助机上会显示您的姓名。',
    needs: '{{terminal}} 有人需要帮助',
    during: '正在办：{{about}}',
    ago: '{{minutes}}前',
    justNow: '刚刚',
    go: '我去',
    done: '完成',
    onTheWay: '{{name}} 已经去了',
    mine: '{{terminal}} 在等您',
    waiting: '等人去',
    none: '现在没有人呼叫',
    noneBody: '有人在自助机上按“人工”时，这里和每个页面的上方都会提示。',
    sound: '有呼叫时响一声',
    more: '还有 {{count}} 处',
    takenByOther: '同事已经去了',
  },
  en: {
    about:
      "Somebody pressed 'Ask a person' on a kiosk. Whoever presses first goes; the kiosk shows your name.",
    needs: 'Somebody at {{terminal}} needs help',
    during: 'Was at: {{about}}',
    ago: '{{minutes}} ago',
    justNow: 'just now',
    go: "I'll go",
    done: 'Done',
    onTheWay: '{{name}} is on the way',
    mine: 'They expect you at {{terminal}}',
    waiting: 'Waiting for somebody',
    none: 'Nobody is calling',
    noneBody: "When somebody presses 'Ask a person' on a kiosk, it shows here and at the top of every page.",
    sound: 'Sound when somebody calls',
    more: { one: 'and {{count}} more', other: 'and {{count}} more' },
    takenByOther: 'A colleague has gone',
  },
})
