import type { Problem, ProblemCode } from '../../contract/problems.ts'
import type { Language } from './i18n.ts'

interface Telling {
  /** What happened. */
  readonly what: string
  /** What to do next; empty where the page itself offers it. */
  readonly todo: string
}

const wait: Telling = { what: '暂时没有办成', todo: '请稍候再试；着急的话，请找工作人员。' }
const waitEn: Telling = {
  what: 'That did not work',
  todo: 'Please try again in a moment, or ask a member of staff.',
}
const changed = '情况刚刚有了变化，请看屏幕上的最新状态。'
const changedEn = 'Things have just changed; please look at the screen again.'

const zh: Readonly<Record<ProblemCode, Telling>> = {
  malformed: wait,
  'not-signed-in': { what: '您还没有登录，或登录已过期', todo: '请重新登录。' },
  'wrong-credentials': { what: '账号或密码不正确', todo: '请检查后再输入；忘记密码请找账号管理员。' },
  'pin-needed': { what: '还需要密码', todo: '请输入密码。' },
  'code-invalid': { what: '代码不正确、已使用或已过期', todo: '请核对后重新输入，或生成新的代码。' },
  'not-permitted': { what: '您没有权限这样做', todo: '如确有需要，请找管理员。' },
  'wrong-origin': { what: '请求来自别的网站，已被拒绝', todo: '请从大厅的地址打开本页。' },
  'not-found': { what: '没有找到', todo: '它可能已被更改，请返回再选一次。' },
  'method-not-allowed': wait,
  'queue-closed': { what: '此业务现在不取号', todo: '请看办理时间，或咨询人工。' },
  'limit-reached': { what: '今天的取号已达上限', todo: '请改日再来，或咨询人工。' },
  'not-waiting': { what: '此号已不在等候中', todo: changed },
  'not-called': { what: '此号不在呼叫中', todo: changed },
  'not-serving': { what: '此号不在办理中', todo: changed },
  'not-held': { what: '此号没有挂起', todo: changed },
  'not-no-show': { what: '此号没有过号', todo: changed },
  'not-done': { what: '此号还没有办结', todo: changed },
  'not-at-this-window': { what: '此号不在本窗口', todo: changed },
  'not-served-here': { what: '本窗口不办理此业务', todo: '可以转到办理此业务的窗口。' },
  'return-refused': { what: '此号不能再回到队列', todo: '请重新取号，或咨询人工。' },
  'ticket-in-hand': { what: '手中还有号票没有处理完', todo: '请先办结、挂起或退回。' },
  'window-not-open': { what: '窗口没有开放', todo: '请先开放窗口。' },
  'nobody-at-pad': { what: '窗口没有人签到', todo: '请在按键器上输入签到号，再按功能键。' },
  'window-switched-off': { what: '窗口已停用', todo: '请换一个窗口；需要启用时请联系运维人员。' },
  'window-occupied': { what: '窗口已有人值守', todo: '请与值守人员交接，或换一个窗口。' },
  'nothing-to-undo': { what: '没有可以撤销的操作', todo: changed },
  'undo-expired': { what: '已超过可以撤销的时间', todo: '如有差错，请告诉组长。' },
  'not-finished': { what: '服务还没有结束', todo: '结束后就可以评价。' },
  'already-rated': { what: '此次服务已经评价过', todo: '感谢您的评价。' },
  'rating-closed': { what: '评价时间已过', todo: '如有意见，请告诉工作人员。' },
  'already-taken': { what: '已有同事处理', todo: '' },
  'already-exists': { what: '已经有同名或同编号的记录', todo: '请换一个再保存。' },
  'not-bookable': { what: '此事项不接受网上预约', todo: '请到大厅取号办理。' },
  'slot-unavailable': { what: '此时段不能预约', todo: '请选择别的时段。' },
  'booked-already': {
    what: '您当天已预约此事项',
    todo: '要改时间，请先取消原来的预约；忘了预约码，可凭证件号码在自助机签到。',
  },
  'booking-limit-reached': { what: '您的预约已达上限', todo: '请先取消不需要的预约。' },
  'booking-blocked': {
    what: '因连续爽约，暂不能在网上预约',
    todo: '您仍可到大厅取号办理；有疑问请联系大厅工作人员。',
  },
  'not-booked': { what: '此预约已经取消或办过', todo: '要办理，请直接取号，或重新预约。' },
  'too-early': { what: '还没有到签到时间', todo: '请在预约时段前再来；着急的话，请找工作人员。' },
  'too-late': { what: '预约的时段已经过了', todo: '今天要办理，请直接取号，或找工作人员。' },
  'bookings-affected': { what: '有预约会因此取消', todo: '请先确认，再保存。' },
  'in-use': { what: '正在使用，现在不能更改', todo: '请先解除占用，再试一次。' },
  'set-up-done': { what: '大厅已经设置过', todo: '请直接登录。' },
  'import-faulty': { what: '文件有错误，没有作任何更改', todo: '请按行改正后再导入。' },
  'changed-since': { what: '之后又有更改，不能撤销', todo: '请直接改成需要的内容。' },
  'catalogue-faulty': { what: '目录有错误，没有作任何更改', todo: '请按行改正后再导入。' },
  'hall-away': { what: '暂时连不上大厅服务', todo: '正在自动重新连接；着急的话，请找工作人员。' },
  'number-range-empty': { what: '本机的离线号码已用完', todo: '请到其他自助机或服务台取号。' },
  'not-on-this-device': { what: '这台设备现在做不了这个操作', todo: '请看一下设备的电源和现在的状态。' },
  'too-large': { what: '内容过大', todo: '请减少内容后再试。' },
  'unsupported-media': { what: '不支持这种内容', todo: '请换一种格式。' },
  'card-unknown': { what: '证件信息已失效', todo: '请把证件在读卡处再放一次。' },
  validation: { what: '有内容不符合要求', todo: '请按提示改正。' },
  'idempotency-key-reused': wait,
  'locked-out': { what: '多次输错，账号已暂时锁定', todo: '请稍后再试，或找账号管理员。' },
  'too-many-requests': { what: '操作太快了', todo: '请稍等几秒再试。' },
  internal: { what: '系统出了点问题', todo: '请再试一次；仍不行，请找工作人员。' },
  'store-unavailable': { what: '系统暂时不能保存，此次操作没有生效', todo: '请稍候再试，或找工作人员。' },
}

const en: Readonly<Record<ProblemCode, Telling>> = {
  malformed: waitEn,
  'not-signed-in': {
    what: 'You are not signed in, or your session has ended',
    todo: 'Please sign in again.',
  },
  'wrong-credentials': {
    what: 'The account or password is not right',
    todo: 'Please check both; an administrator can set a new password.',
  },
  'pin-needed': { what: 'A PIN is needed', todo: 'Please type the PIN.' },
  'code-invalid': {
    what: 'The code is wrong, used or out of date',
    todo: 'Please check it, or make a new one.',
  },
  'not-permitted': { what: 'You may not do this', todo: 'If you need to, please ask an administrator.' },
  'wrong-origin': {
    what: 'The request came from another site and was refused',
    todo: "Please open this page from the hall's own address.",
  },
  'not-found': { what: 'Not found', todo: 'It may have changed; please go back and choose again.' },
  'method-not-allowed': waitEn,
  'queue-closed': {
    what: 'No tickets for this service now',
    todo: 'Please see the opening hours, or ask a member of staff.',
  },
  'limit-reached': {
    what: "Today's limit of tickets is reached",
    todo: 'Please come another day, or ask a member of staff.',
  },
  'not-waiting': { what: 'This ticket is no longer waiting', todo: changedEn },
  'not-called': { what: 'This ticket is not being called', todo: changedEn },
  'not-serving': { what: 'This ticket is not being served', todo: changedEn },
  'not-held': { what: 'This ticket is not on hold', todo: changedEn },
  'not-no-show': { what: 'This ticket was not missed', todo: changedEn },
  'not-done': { what: 'This ticket is not finished', todo: changedEn },
  'not-at-this-window': { what: 'This ticket is not at this window', todo: changedEn },
  'not-served-here': {
    what: 'This window does not offer that service',
    todo: 'The ticket can be transferred to one that does.',
  },
  'return-refused': {
    what: 'This ticket cannot return to the queue',
    todo: 'Please take a new one, or ask a member of staff.',
  },
  'ticket-in-hand': {
    what: 'There is still a ticket in hand',
    todo: 'Please finish it, hold it or put it back first.',
  },
  'window-not-open': { what: 'The window is not open', todo: 'Please open it first.' },
  'nobody-at-pad': {
    what: 'Nobody is signed on at this window',
    todo: 'Please type your number on the pad, then the function key.',
  },
  'window-switched-off': {
    what: 'This window is switched off',
    todo: 'Please choose another window; the operator can switch it on again.',
  },
  'window-occupied': {
    what: 'Somebody is at this window already',
    todo: 'Please take over from them, or choose another window.',
  },
  'nothing-to-undo': { what: 'There is nothing to undo', todo: changedEn },
  'undo-expired': { what: 'It is too late to undo this', todo: 'Please tell the team leader.' },
  'not-finished': { what: 'The service is not finished yet', todo: 'You can rate it afterwards.' },
  'already-rated': { what: 'This service has been rated', todo: 'Thank you for your rating.' },
  'rating-closed': {
    what: 'The time for rating is over',
    todo: 'Please tell a member of staff what you think.',
  },
  'already-taken': { what: 'A colleague has taken it', todo: '' },
  'already-exists': { what: 'This name or number is taken', todo: 'Please choose another.' },
  'not-bookable': { what: 'This service cannot be booked', todo: 'Please take a number in the hall.' },
  'bookings-affected': { what: 'Bookings would be called off', todo: 'Please confirm it first.' },
  'slot-unavailable': { what: 'This time cannot be booked', todo: 'Please choose another time.' },
  'booked-already': {
    what: 'You have already booked this service on that day',
    todo: 'To change the time, cancel that booking first. Without its code you can check in by ID number.',
  },
  'booking-limit-reached': {
    what: 'You have as many bookings as one person may have',
    todo: 'Please cancel one that you do not need.',
  },
  'booking-blocked': {
    what: 'You cannot book for a while, after bookings that were not kept',
    todo: 'You can still take a number in the hall; staff can tell you more.',
  },
  'not-booked': {
    what: 'This booking was cancelled or used',
    todo: 'Please take a number, or book again.',
  },
  'too-early': {
    what: 'It is too early to check in',
    todo: 'Please come back shortly before your time, or ask a member of staff.',
  },
  'too-late': {
    what: 'The time of this booking has passed',
    todo: 'Please take a number, or ask a member of staff.',
  },
  'in-use': { what: 'It is in use and cannot be changed now', todo: 'Please free it first, then try again.' },
  'set-up-done': { what: 'The hall has been set up', todo: 'Please sign in.' },
  'import-faulty': {
    what: 'The file has errors; nothing was changed',
    todo: 'Please correct the lines named and import again.',
  },
  'changed-since': {
    what: 'It was changed again since and cannot be undone',
    todo: 'Please set it to what it should be.',
  },
  'catalogue-faulty': {
    what: 'The catalogue has errors; nothing was changed',
    todo: 'Please correct the lines named and import again.',
  },
  'hall-away': {
    what: 'The hall service cannot be reached',
    todo: 'Reconnecting by itself; if it is urgent, please ask a member of staff.',
  },
  'number-range-empty': {
    what: 'This machine has no more offline numbers',
    todo: 'Please go to another machine or to the desk.',
  },
  'not-on-this-device': {
    what: 'This device cannot do that now',
    todo: 'Look at its power and at how it is.',
  },
  'too-large': { what: 'That is too large', todo: 'Please shorten it and try again.' },
  'unsupported-media': { what: 'This kind of content is not supported', todo: 'Please use another format.' },
  'card-unknown': {
    what: 'What was read from the card is gone',
    todo: 'Please lay the card on the reader once more.',
  },
  validation: { what: 'Something does not fit', todo: 'Please correct what is marked.' },
  'idempotency-key-reused': waitEn,
  'locked-out': {
    what: 'Too many wrong attempts; the account is locked for a while',
    todo: 'Please try later, or ask an administrator.',
  },
  'too-many-requests': { what: 'That was too fast', todo: 'Please wait a few seconds.' },
  internal: { what: 'Something went wrong', todo: 'Please try again; if it fails, ask a member of staff.' },
  'store-unavailable': {
    what: 'Nothing can be saved at the moment; this was not done',
    todo: 'Please try again in a moment, or ask a member of staff.',
  },
}

/**
 * A refusal told kindly: what happened and what to do. In Chinese the hall's own sentence is taken where it says more
 * than the code does (which queue, which window, which limit).
 */
export function tellProblem(problem: Problem, language: Language): Telling {
  if (language === 'en') return en[problem.code]
  const own = zh[problem.code]
  const says = problem.detail.replace(/。$/, '')
  return says === '' || says === problem.title ? own : { what: says, todo: own.todo }
}

/** Both languages, for the test that every code is told. */
export const problemTellings = { zh, en }
