import { describe, expect, it } from 'vitest'
import { problemTable } from '../../contract/problems.ts'
import { unevenWords } from './define-words.ts'
import { problemTellings } from './problem-words.ts'
import * as shared from './words.ts'

const lists = [
  ...Object.values(shared),
  ...Object.values(
    import.meta.glob<Record<string, unknown>>(['../*/words.ts', '!./words.ts'], { eager: true }),
  ).flatMap((file) => Object.values(file)),
].filter(isWords)

interface AnyWords {
  name: string
  zh: Record<string, string>
  en: Record<string, string | { one: string; other: string }>
}

function isWords(value: unknown): value is AnyWords {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && 'name' in value
}

describe('words', () => {
  it('of every app are found', () => {
    expect(lists.map((words) => words.name)).toEqual(expect.arrayContaining(['common', 'kiosk', 'phone']))
  })
  it.each(lists.map((words) => [words.name, words] as const))(
    '%s: English says what Chinese says',
    (_, words) => {
      expect(unevenWords(words)).toEqual([])
    },
  )
  it.each(lists.map((words) => [words.name, words] as const))(
    '%s: no half-width punctuation in Chinese',
    (_, words) => {
      const wrong = Object.entries(words.zh).filter(([, text]) =>
        /[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?!\d)/.test(text),
      )
      expect(wrong).toEqual([])
    },
  )
  it.each(lists.map((words) => [words.name, words] as const))(
    '%s: English takes straight marks',
    (_, words) => {
      // The family draws ’ “ ” as wide as a Han character.
      const english = Object.values(words.en).flatMap((text) =>
        typeof text === 'string' ? [text] : Object.values(text),
      )
      expect(english.filter((text) => /[‘’“”]/.test(text))).toEqual([])
    },
  )
  it('have names of their own', () => {
    const names = new Set(lists.map((words) => words.name))
    const distinct = new Set(lists)
    expect(names.size).toBe(distinct.size)
  })
})

describe('refusals', () => {
  it.each(Object.keys(problemTable))('%s says what happened in both languages', (code) => {
    const tellings: Record<'zh' | 'en', Record<string, { what: string; todo: string }>> = problemTellings
    expect(tellings.zh[code]?.what).toMatch(/[\u4e00-\u9fff]/)
    expect(tellings.en[code]?.what).toMatch(/^[A-Z]/)
    expect(`${tellings.en[code]?.what}${tellings.en[code]?.todo}`).not.toMatch(/[‘’“”]/)
  })
})
