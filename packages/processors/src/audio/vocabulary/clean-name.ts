const longest = 200

/**
 * A name or term as it may be said: one line without addresses, brackets and other marks that nobody speaks. Empty when
 * no letter or digit is left.
 */
export function cleanName(text: string): string {
  const words = text
    .slice(0, 4 * longest)
    .normalize('NFC')
    .replace(/[\p{C}<>[\]{}|*_`~^\\=#"“”„«»]+/gu, (marks) => (/^#+$/.test(marks) ? marks : ' '))
    .split(/\s+/)
    .filter((word) => word !== '' && !isAddress(word))
  let name = ''
  for (const word of words) {
    if (name.length + word.length >= longest) break
    name = name === '' ? word : `${name} ${word}`
  }
  return /[\p{L}\p{N}]/u.test(name) ? name : ''
}

const isAddress = (word: string): boolean =>
  word.includes('://') || word.includes('@') || /^www\./i.test(word) || word.length > 60
