/**
 * How each figure of a report is defined, as the screen, paper and files say it; docs/operating.md says it at length.
 * Sources of the rules: `tally.ts`.
 */
export const reportDefinitions: readonly { readonly zh: string; readonly en: string }[] = [
  {
    zh: '一张号只计一次：计入取号时的队列、第一次叫它的窗口和人员。转窗、重呼、过号回队、一号多事项都不重复计。',
    en: 'A ticket counts once: in the queue it was issued for, and with the window and person that called it first. Transfers, recalls, no-shows that came back and further items add nothing.',
  },
  {
    zh: '等候：从取号到第一次被叫；预约号从预约时间算起。',
    en: 'Wait: from the ticket to its first call; for an appointment from its time.',
  },
  {
    zh: '等候达标率：等候没有超过目标的，占叫到过且所取队列有目标的号；队列没有自己的目标时用大厅的。按现在的目标计算。',
    en: "On target share: tickets that waited no longer than the target, of those called whose queue has one, its own or the hall's. Today's targets are used for every day.",
  },
  {
    zh: '过号率：叫到而始终没有来的号，占叫到过的号。过号后回来的、误按后撤销的不算。',
    en: 'No-show share: tickets called that never came, of those called. Those that came back or were undone are none.',
  },
  {
    zh: '办结：按下“办结”且没有撤销的服务，计入办结的那一天、窗口和人员；转出、退回的不算。办理时间不含挂起；办到一天结束以后、或一口气超过 8 小时的服务，算办结，不计办理时间。',
    en: 'Served: services finished and not undone, on the day and with the window and person that finished them; handed on is not finished. Time on hold is not service; a service that went on past the end of its day, or for more than 8 hours at a stretch, is served and its time is not counted.',
  },
  {
    zh: '评价率：已评价的占办结的。满意率：非常满意、满意和基本满意占已评价的；没有评价的一律不算满意。',
    en: 'Rated share: rated, of services finished. Satisfied share: the upper three levels, of those rated; not rated is never counted as satisfied.',
  },
  {
    zh: '等候估计：取号时告知过区间且被叫到的号里，从取号到第一次被叫的时间落在区间之内的占多少。',
    en: 'Estimates: of the tickets that were told a range and called, the share called within it, from issue to first call.',
  },
]
