/** What a terminal is: kiosk 自助取号机, pad 评价器, display 显示屏. */
export const terminalRoles = ['kiosk', 'pad', 'display'] as const
export type TerminalRole = (typeof terminalRoles)[number]
