/**
 * Has the browser load the parts of the page's font that these texts need. Chinese fonts come in a hundred parts, each
 * loaded when its first character is drawn: a search would wait for its results' parts, and draw them twice.
 */
export function loadCharacters(texts: Iterable<string>): void {
  const characters = [...new Set([...texts].join(''))].join('')
  const { fontFamily } = getComputedStyle(document.body)
  // Without the part a text is drawn in another font: no failure of the page.
  document.fonts.load(`1rem ${fontFamily}`, characters).catch(() => undefined)
}
