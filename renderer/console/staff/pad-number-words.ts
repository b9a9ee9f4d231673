import { defineWords } from '../../ui/define-words.ts'

export const padNumberWords = defineWords('console-pad-number', {
  zh: {
    title: '按键器签到',
    about: '窗口没有电脑时，在按键器上输入签到号和密码，各按一次功能键，窗口即由此人值守。',
    number: '签到号',
    numberHint: '2–6 位数字，各人不同；清空则不能在按键器上签到',
    numberWrong: '签到号为 2–6 位数字',
    pin: '按键器密码',
    pinHint: '4–6 位数字',
    pinKept: '已设置；留空则不改',
    pinWrong: '密码为 4–6 位数字',
    pinMissing: '请设置密码，或选择“只凭签到号”',
    withoutPin: '只凭签到号，不用密码',
    withoutPinHint: '知道此号的人站到按键器前就能以此人名义签到。',
    save: '保存签到号',
  },
  en: {
    title: 'Signing on at a call pad',
    about:
      'At a window without a PC this person types number and PIN on the pad, each followed by the function key.',
    number: 'Number',
    numberHint: '2 to 6 digits, different for everybody; empty: no signing on at pads',
    numberWrong: '2 to 6 digits',
    pin: 'PIN for pads',
    pinHint: '4 to 6 digits',
    pinKept: 'It is set; leave empty to keep it',
    pinWrong: '4 to 6 digits',
    pinMissing: "Set a PIN, or choose 'The number alone'",
    withoutPin: 'The number alone, without a PIN',
    withoutPinHint: 'Whoever knows the number and stands at the pad can sign on as this person.',
    save: 'Save the number',
  },
})
