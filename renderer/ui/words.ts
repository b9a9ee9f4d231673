import type { TicketClass, TicketState } from '../../core/queue/ticket.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import type { StaffRole } from '../../core/staff/role.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { defineWords } from './define-words.ts'

/** Words that every page needs. The words of one page stand in that page's own `words.ts`. */
export const commonWords = defineWords('common', {
  zh: {
    back: '返回',
    home: '首页',
    help: '人工',
    largeText: '大字',
    cancel: '取消',
    confirm: '确定',
    close: '关闭',
    save: '保存',
    retry: '再试一次',
    next: '下一步',
    more: '更多',
    search: '查找',
    otherLanguage: 'English',
    switchLanguage: '切换语言',
    loading: '正在读取…',
    loadingLong: '读取时间较长，请稍候。',
    nothingHere: '这里还没有内容',
    askStaff: '如需帮助，请找工作人员。',
    sayAgain: '请稍候再试；着急的话，请找工作人员。',

    offlineTitle: '暂时连不上大厅服务',
    offlineBody: '正在自动重新连接。屏幕上的内容可能不是最新的，请留意现场叫号。',
    connecting: '正在连接…',

    pageFailed: '页面出了点问题',
    pageFailedBody: '即将自动重新打开；已取的号不受影响。如一直如此，请找工作人员。',
    pageReload: '现在重新打开',

    people: '{{count}} 人',
    minutes: '{{count}} 分钟',
    minutesRange: '{{low}}–{{high}} 分钟',
    minutesAtMost: '{{count}} 分钟以内',
    aboutMinutes: '大约 {{text}}',
    underOneMinute: '不到 1 分钟',
    cannotTell: '暂时说不准要等多久',
    windowNumber: '{{number}} 号窗口',
    secondsLeft: '还有 {{count}} 秒',
    ticketNumber: '号码 {{number}}',

    enrolTitle: '这台设备还没有注册',
    unknownTitle: '这台设备已被停用，需要重新注册',
    bridgeUnknownBody:
      '请运维人员在管理页面“终端”中为它重新生成注册码，用它换得新的令牌，写入本机设备服务的配置后重新启动。换好以后，此页会自动恢复。',
    enrolBody: '请在管理页面“终端”中生成注册码，输入到这里。注册码只能使用一次。',
    enrolCode: '注册码',
    enrolHint: '不分大小写',
    enrolDo: '注册',
    wrongTerminal: '这台设备注册为另一种终端。请生成新的注册码。',
  },
  en: {
    back: 'Back',
    home: 'Start',
    help: 'Ask a person',
    largeText: 'Large text',
    cancel: 'Cancel',
    confirm: 'Confirm',
    close: 'Close',
    save: 'Save',
    retry: 'Try again',
    next: 'Next',
    more: 'More',
    search: 'Search',
    otherLanguage: '中文',
    switchLanguage: 'Change language',
    loading: 'Loading…',
    loadingLong: 'This is taking longer than usual. Please wait.',
    nothingHere: 'Nothing here yet',
    askStaff: 'If you need help, please ask a member of staff.',
    sayAgain: 'Please try again in a moment, or ask a member of staff.',

    offlineTitle: 'The hall service cannot be reached',
    offlineBody: 'Reconnecting by itself. What you see may be out of date; please listen for calls.',
    connecting: 'Connecting…',

    pageFailed: 'Something went wrong on this page',
    pageFailedBody:
      'It will open again by itself; tickets already taken are safe. If it keeps happening, please ask a member of staff.',
    pageReload: 'Open again now',

    people: { one: '{{count}} person', other: '{{count}} people' },
    minutes: { one: '{{count}} minute', other: '{{count}} minutes' },
    minutesRange: '{{low}}–{{high}} minutes',
    minutesAtMost: { one: '{{count}} minute at most', other: '{{count}} minutes at most' },
    aboutMinutes: 'about {{text}}',
    underOneMinute: 'less than a minute',
    cannotTell: 'the wait cannot be told yet',
    windowNumber: 'window {{number}}',
    secondsLeft: { one: '{{count}} second left', other: '{{count}} seconds left' },
    ticketNumber: 'Number {{number}}',

    enrolTitle: 'This device is not enrolled yet',
    unknownTitle: 'This device was revoked and must be enrolled anew',
    bridgeUnknownBody:
      "An operator makes a new code for it under 'Terminals' in the console, exchanges it for a token, puts that into the configuration of this machine's device service and starts it again. This page then goes on by itself.",
    enrolBody: "Make an enrolment code under 'Terminals' in the console and type it here. A code works once.",
    enrolCode: 'Enrolment code',
    enrolHint: 'Upper or lower case',
    enrolDo: 'Enrol',
    wrongTerminal: 'This device is enrolled as another kind of terminal. Please make a new code.',
  },
})

/** States of a ticket as the screens say them. */
export const stateWords = defineWords<Record<TicketState, string>>('ticket-state', {
  zh: {
    waiting: '等候中',
    called: '请到窗口',
    serving: '办理中',
    held: '已挂起',
    done: '已办结',
    'no-show': '已过号',
    cancelled: '已取消',
    expired: '已作废',
  },
  en: {
    waiting: 'Waiting',
    called: 'Called',
    serving: 'Being served',
    held: 'On hold',
    done: 'Finished',
    'no-show': 'Missed',
    cancelled: 'Cancelled',
    expired: 'Expired',
  },
})

export const classWords = defineWords<Record<TicketClass, string>>('ticket-class', {
  zh: { ordinary: '普通', appointment: '预约', priority: '优先', green: '绿色通道' },
  en: { ordinary: 'Ordinary', appointment: 'Appointment', priority: 'Priority', green: 'Green channel' },
})

/** Who a class is for (优先类别). */
export const classMeaning = defineWords<Record<TicketClass, string>>('ticket-class-meaning', {
  zh: {
    ordinary: '按取号先后办理',
    appointment: '已经预约了时间',
    priority: '60 周岁及以上、残疾人、孕妇、带婴幼儿、军人、消防救援人员',
    green: '列入名单的项目',
  },
  en: {
    ordinary: 'Served in the order of arrival',
    appointment: 'You have booked a time',
    priority: 'Aged 60 or over, disabled, pregnant, with an infant, soldier, firefighter',
    green: 'Listed projects',
  },
})

export const levelWords = defineWords<Record<RatingLevel, string>>('rating-level', {
  zh: {
    'very-satisfied': '非常满意',
    satisfied: '满意',
    'fairly-satisfied': '基本满意',
    dissatisfied: '不满意',
    'very-dissatisfied': '非常不满意',
  },
  en: {
    'very-satisfied': 'Very satisfied',
    satisfied: 'Satisfied',
    'fairly-satisfied': 'Fairly satisfied',
    dissatisfied: 'Dissatisfied',
    'very-dissatisfied': 'Very dissatisfied',
  },
})

export const roleWords = defineWords<Record<StaffRole, string>>('staff-role', {
  zh: {
    staff: '窗口人员',
    leader: '组长',
    supervisor: '督查考核',
    director: '大厅主任',
    operator: '运维',
    administrator: '账号管理',
    auditor: '审计',
  },
  en: {
    staff: 'Window staff',
    leader: 'Team leader',
    supervisor: 'Supervisor',
    director: 'Director',
    operator: 'Operator',
    administrator: 'Administrator',
    auditor: 'Auditor',
  },
})

export const terminalWords = defineWords<Record<TerminalRole, string>>('terminal-role', {
  zh: { kiosk: '自助取号机', pad: '评价器', display: '显示屏' },
  en: { kiosk: 'Kiosk', pad: 'Rating pad', display: 'Display' },
})
