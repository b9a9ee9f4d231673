import { App, ConfigProvider, type ThemeConfig } from 'antd'
import * as english from 'antd/es/locale/en_US.js'
import type { Locale } from 'antd/es/locale/index.js'
import * as chinese from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { palettes } from './colours.ts'
import { useLanguage } from './i18n.ts'

const { light } = palettes

/** Ant Design in the house's colours, type and measures: the console alone uses it. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: light.civic,
    colorInfo: light.civic,
    colorLink: light.civic,
    colorSuccess: light.level5,
    colorWarning: light.nowText,
    colorError: light.wrong,
    colorText: light.ink,
    colorTextSecondary: light.muted,
    colorTextTertiary: light.muted,
    colorTextDescription: light.muted,
    colorTextPlaceholder: '#5c6770',
    colorBgLayout: light.paper,
    colorBgContainer: light.surface,
    colorBorder: light.edge,
    colorBorderSecondary: light.line,
    colorSplit: light.line,
    fontFamily:
      '"Noto Sans SC Variable", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    fontSize: 15,
    fontSizeHeading3: 22,
    borderRadius: 6,
    controlHeight: 36,
    lineWidth: 1,
    motionDurationFast: '0.08s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    boxShadow: '0 2px 8px rgb(18 28 36 / 0.16)',
    boxShadowSecondary: '0 2px 8px rgb(18 28 36 / 0.16)',
  },
  components: {
    Table: { headerBg: light.quiet, headerColor: light.ink, cellPaddingBlock: 10 },
    Layout: { headerBg: light.surface, siderBg: light.surface, bodyBg: light.paper },
    Menu: { itemSelectedBg: light.civicTint, itemSelectedColor: light.civic },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
  },
}

/** The nonce under which the page's policy allows styles; the server writes it into the HTML. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}

/**
 * A locale out of its module. The package's types describe CommonJS, where the value lies one `default` deeper than in
 * the ES module that the bundler takes.
 */
function localeOf(module: { default: Locale | { default: Locale } }): Locale {
  return 'default' in module.default ? module.default.default : module.default
}

/**
 * The theme for who asks for less motion. The library takes a word away when its transition ends; where no transition
 * runs, as base.css has it for them, that end never comes and the word stayed on the page.
 */
const stillTheme: typeof antdTheme = { ...antdTheme, token: { ...antdTheme.token, motion: false } }

/** Wraps a desk page: theme, language of dates and tables, and the nonce for styles. */
export function AntdProvider({ children }: { children: ReactNode }): ReactNode {
  const { language } = useLanguage()
  return (
    <ConfigProvider
      theme={matchMedia('(prefers-reduced-motion: reduce)').matches ? stillTheme : antdTheme}
      locale={localeOf(language === 'en' ? english : chinese)}
      csp={{ nonce: styleNonce() }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  )
}
