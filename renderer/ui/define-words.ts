/** An English text; with `one` and `other` it is chosen by `count`. */
export type English = string | { readonly one: string; readonly other: string }

/** The words of one app or part: the same keys in both languages. */
export interface Words<Zh extends Readonly<Record<string, string>>> {
  readonly name: string
  readonly zh: Zh
  readonly en: { readonly [Key in keyof Zh]: English }
}

/** The names of the `{{values}}` that a text takes. */
export type ValuesIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | ValuesIn<Rest>
  : never

/**
 * Declares the words of an app. Chinese comes first and decides the keys and the `{{values}}`; an English key that is
 * missing or too many does not compile. Names of values are the same in both languages (a test compares them).
 */
export function defineWords<const Zh extends Readonly<Record<string, string>>>(
  name: string,
  words: { readonly zh: Zh; readonly en: { readonly [Key in keyof Zh]: English } },
): Words<Zh> {
  return { name, ...words }
}

/** Keys whose English takes other values than their Chinese does, or says nothing. For the tests of words. */
export function unevenWords(words: Words<Readonly<Record<string, string>>>): string[] {
  return Object.entries(words.zh).flatMap(([key, zh]) => {
    const en = words.en[key] ?? ''
    const texts = typeof en === 'string' ? [en] : [en.other]
    const even = texts.every((text) => text !== '' && valuesOf(text) === valuesOf(zh))
    return even && zh !== '' ? [] : [key]
  })
}

function valuesOf(text: string): string {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort().join()
}
