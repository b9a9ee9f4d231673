import type { Language } from '../ui/i18n.ts'

/** Several names or numbers as one reads them: 5、6、8 and in English 5, 6, 8. */
export function sayList(items: readonly string[], language: Language): string {
  return items.join(language === 'en' ? ', ' : '、')
}

/** Sentences one after the other as a voice reads them: each ends, none with two marks. */
export function sayAll(sentences: readonly (string | undefined)[]): string {
  return sentences
    .map((sentence) => sentence?.trim() ?? '')
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[。？！.?!…]$/.test(sentence) ? sentence : `${sentence}。`))
    .join(' ')
}
