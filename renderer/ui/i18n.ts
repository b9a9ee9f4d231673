import i18next, { type TOptions } from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { English, ValuesIn, Words } from './define-words.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/**
 * Says a text by its key, with its values: `say('ahead', { count: 6 })`. Keys and names of values are checked by the
 * compiler against the Chinese text.
 */
export type Say<Zh extends Readonly<Record<string, string>>> = <Key extends keyof Zh & string>(
  key: Key,
  ...values: [ValuesIn<Zh[Key]>] extends [never] ? [] : [values: Record<ValuesIn<Zh[Key]>, string | number>]
) => string

type AnyWords = Words<Readonly<Record<string, string>>>

/** Sets up the languages once, before the first page is drawn; Chinese unless told. */
export function startWords(language: Language = 'zh-CN'): void {
  if (i18next.isInitialized) return
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    supportedLngs: [...languages],
    resources: {},
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

const known = new Set<string>()

/** Makes words known to i18next; a second call for the same words does nothing. */
export function addWords(words: AnyWords): void {
  if (known.has(words.name)) return
  known.add(words.name)
  i18next.addResourceBundle('zh-CN', words.name, words.zh)
  i18next.addResourceBundle('en', words.name, withPlurals(words.en))
}

function withPlurals(en: Readonly<Record<string, English>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(en).flatMap(([key, text]) =>
      typeof text === 'string'
        ? [[key, text]]
        : [
            [`${key}_one`, text.one],
            [`${key}_other`, text.other],
          ],
    ),
  )
}

/** The words of an app in the language of the page; the component is drawn again when the language changes. */
export function useWords<Zh extends Readonly<Record<string, string>>>(words: Words<Zh>): Say<Zh> {
  addWords(words)
  // Subscribes to the language; the text itself comes from `sayIn`, which names it.
  const language = asLanguage(useTranslation(words.name).i18n.language)
  return useMemo(() => sayIn(words, language), [words, language])
}

/** Outside React: the same, in a language of one's choice (an announcement is spoken in both). */
export function sayIn<Zh extends Readonly<Record<string, string>>>(
  words: Words<Zh>,
  language: Language,
): Say<Zh> {
  addWords(words)
  return (key, ...values) => translate(key, { ns: words.name, lng: language, ...values[0] })
}

/** i18next types its keys by one global list; ours are checked by `Say`, list by list. */
function translate(key: string, options: TOptions): string {
  return i18next.t(key, options)
}

/** The language of the page and how to change it; `<html lang>` follows, so that speech and line breaks do. */
export function useLanguage(): { language: Language; setLanguage(language: Language): void } {
  const { i18n } = useTranslation()
  const language = asLanguage(i18n.language)
  return useMemo(() => ({ language, setLanguage }), [language])
}

export function setLanguage(language: Language): void {
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

function asLanguage(name: string | undefined): Language {
  return name === 'en' ? 'en' : 'zh-CN'
}
