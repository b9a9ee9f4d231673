const computed = /^'*[=+\-@\t\r＝＋－＠]/

/**
 * Whether a spreadsheet would compute a text instead of showing it, also by the full-width signs that Chinese input
 * methods write (OWASP: CSV injection), or the text already looks led by the apostrophe that keeps it from that.
 */
export function isFormula(text: string): boolean {
  return computed.test(text)
}
