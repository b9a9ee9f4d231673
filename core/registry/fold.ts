/**
 * The form in which names, prefixes, numbers and accounts are compared: full-width and half-width characters, capitals
 * and small letters, and spaces around them make no difference. What a person takes for the same name is one name.
 */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
