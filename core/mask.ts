/**
 * The one way a person's data is shown shortened (PIPL; 个人信息去标识化): every output about one person uses
 * these functions, so that all outputs put together reveal no more than one of them. Masking what is already
 * masked changes nothing.
 */

/** 张三 → 张*. One star however long the name is, so that its length stays hidden; one character alone → *. */
export function maskName(name: string): string {
  const [first, ...rest] = Array.from(name.trim())
  if (first === undefined) return ''
  return rest.length === 0 ? '*' : `${first}*`
}

/** 500231198001011234 → 5002**********1234. Shorter numbers keep fewer, never more than four ninths in all. */
export function maskIdNumber(idNumber: string): string {
  const kept = (length: number) => Math.min(4, Math.floor((length * 2) / 9))
  return keepEnds(idNumber, kept, kept)
}

/** 13812341234 → 138****1234. Shorter numbers keep fewer. */
export function maskPhone(phone: string): string {
  return keepEnds(
    phone,
    (length) => Math.min(3, Math.floor((length * 3) / 11)),
    (length) => Math.min(4, Math.floor((length * 4) / 11)),
  )
}

/** Keeps the ends and puts a star for each character between; how many are kept follows from the length. */
function keepEnds(
  text: string,
  keptHead: (length: number) => number,
  keptTail: (length: number) => number,
): string {
  const characters = Array.from(text.trim())
  const head = keptHead(characters.length)
  const tail = characters.length - keptTail(characters.length)
  return characters.map((character, at) => (at < head || at >= tail ? character : '*')).join('')
}
