import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { entryTypes } from '../contract/entries.ts'

export const journalDocumentFile = join(import.meta.dirname, '..', 'docs', 'journal.md')

/** The auditor's document: every entry type, what it means, what its body holds and what a screen may see of it. */
export function journalDocument(): string {
  const rows = Object.entries(entryTypes).map(([name, type]) => {
    const keys = Object.keys(z.toJSONSchema(type.body, { unrepresentable: 'any' }).properties ?? {})
    return `| \`${name}\` | ${type.says} | ${type.version} | ${type.topics.join(', ') || '—'} | ${keys.map((key) => ((type.open as readonly string[]).includes(key) ? `**${key}**` : key)).join(', ')} |`
  })
  return `# The journal's vocabulary

Made from \`contract/entries.ts\` by \`node build/journal-document.ts\`; a test keeps it true. Keys in **bold** leave in the event
stream and may be seen by a display; all others are for the auditor. No body holds an ID number, a phone number, a citizen's
name, free words, a password or a token.

| type | 中文 | version | topics | body |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** Whether the file says what the code says. */
export function journalDocumentIsTrue(): boolean {
  return readFileSync(journalDocumentFile, 'utf8') === journalDocument()
}

if (import.meta.main) writeFileSync(journalDocumentFile, journalDocument())
