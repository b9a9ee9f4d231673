import { defineWords } from '../ui/define-words.ts'

/** The words of cards that are laid on the reader. */
export const cardWords = defineWords('kiosk-card', {
  zh: {
    hello: '{{name}}，您好',
    read: '证件已读：{{number}}。取号即为实名，证件可以取走了。',
    readElder: '证件已读：{{number}}。您已满 60 周岁，取号自动优先。证件可以取走了。',
    expired: '您的证件已过有效期。可以取号，办理前请先问窗口。',
    start: '有身份证？放在读卡处，实名取号更快',
    layToTake: '放上身份证，直接实名取号',
    takeAs: '取号（{{name}}）',
    layToCheckIn: '也可以把身份证放在读卡处签到。',
    putInAtStart: '有社保卡？插入读卡口，实名取号更快',
    putInToTake: '插入社保卡，直接实名取号',
    putInToCheckIn: '也可以把社保卡插入读卡口签到。',
    checkInAs: '用证件签到（{{name}}）',
    layAgain: '没有读到证件',
    layAgainBody: '请把证件拿起来，再平放在读卡处，看到您的姓氏后再取走。',
    putInAgainBody: '请把卡拔出来，芯片朝里再插到底，看到您的姓氏后再取走。',
    notSocialBody: '这台机器读社会保障卡，请插入社保卡；也可以直接取号。',
    notRead: '这张证件读不出来',
    notReadBody: '请把证件交给工作人员，按“人工”就来；也可以不放证件，直接取号。',
    wrongCard: '这不是身份证件',
    wrongCardBody: '请放居民身份证、港澳台居民居住证或外国人永久居留身份证；也可以直接取号。',
    showCard: '这种证件请交给工作人员',
    showCardBody: '机器不认识这种证件。请按“人工”；也可以不放证件，直接取号。',
    over: '证件信息已清除',
    overBody: '时间到了，您的证件信息已从本机清除。要实名取号，请再放一次证件。',
  },
  en: {
    hello: 'Hello, {{name}}',
    read: 'Your card is read: {{number}}. The ticket will be in your name. You may take the card back.',
    readElder:
      'Your card is read: {{number}}. From the age of 60 you are served first. You may take the card back.',
    expired: 'Your card is out of date. You can take a ticket; please ask at the window first.',
    start: 'Have an ID card? Lay it on the reader for a ticket in your name',
    layToTake: 'Lay your ID card on the reader and the ticket is yours',
    takeAs: 'Take a ticket ({{name}})',
    layToCheckIn: 'You can also lay your ID card on the reader to check in.',
    putInAtStart: 'Have a social security card? Put it into the reader for a ticket in your name',
    putInToTake: 'Put your social security card into the reader and the ticket is yours',
    putInToCheckIn: 'You can also put your social security card into the reader to check in.',
    checkInAs: 'Check in by card ({{name}})',
    layAgain: 'The card was not read',
    layAgainBody: 'Please lift it, lay it flat on the reader, and leave it there until your name is shown.',
    putInAgainBody:
      'Please pull it out, put it in with the chip first, and leave it there until your name is shown.',
    notSocialBody:
      'This machine reads social security cards: please put yours in. You can also take a ticket without it.',
    notRead: 'This card cannot be read',
    notReadBody:
      "Please show it to a member of staff: press 'Ask a person'. You can also take a ticket without it.",
    wrongCard: 'This is not an identity card',
    wrongCardBody:
      'Please lay a resident ID card or a residence permit on the reader. You can also take a ticket without it.',
    showCard: 'Please show this card to a member of staff',
    showCardBody: "This machine does not know it. Press 'Ask a person', or take a ticket without it.",
    over: 'Your card was forgotten',
    overBody:
      'The time is over and nothing of your card is left here. Lay it again for a ticket in your name.',
  },
})
