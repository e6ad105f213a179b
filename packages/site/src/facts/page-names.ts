import { nameKey, uniqueStems } from '@async-events/core'

/**
 * Names of files for titles, in their order: lower case, words joined by hyphens, letters of every script, unique whatever a
 * file system makes of them. `Äpfel & Birnen` is `apfel-birnen`.
 */
export function pageNames(titles: readonly string[]): string[] {
  return uniqueStems(titles.map((title) => ({ folder: '', stem: nameOf(title) })))
}

/** Windows refuses these, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

function nameOf(title: string): string {
  const words =
    nameKey(title.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  let name = ''
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`
    if (Buffer.byteLength(longer) > 72) break
    name = longer
  }
  if (name === '' && words[0] !== undefined) name = [...words[0]].slice(0, 18).join('')
  if (name === '' || name === 'index') return 'page'
  return reserved.test(name) ? `${name}-` : name
}
