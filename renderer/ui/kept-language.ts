import i18next from 'i18next'
import { type Language, languages } from './i18n.ts'

const name = 'govhall.language'

/** The language that this browser's staff last chose; undefined where nobody chose one. */
export function keptLanguage(): Language | undefined {
  const kept = localStorage.getItem(name)
  return languages.find((language) => language === kept)
}

/** From now on what is chosen outlives the page. Only for pages of staff: a kiosk forgets the person before. */
export function keepLanguage(): void {
  i18next.on('languageChanged', (language) => localStorage.setItem(name, language))
}
