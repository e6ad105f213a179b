import { uniqueStems } from '@async-events/core'

/** Windows and Android refuse the first, links of Obsidian cannot hold the second. */
const refused = /[\\/:*?"<>|\p{Cc}\u2028\u2029]|[#^[\]%]/gu
/** Of Windows, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** Names of notes for titles, in their order, without `.md`: as they are read, legal on every system, unique without regard to case. */
export function noteNames(titles: readonly string[]): string[] {
  return uniqueStems(titles.map((title) => ({ folder: '', stem: nameOf(title) })))
}

function nameOf(title: string): string {
  const words = title.toWellFormed().normalize('NFC').replace(refused, ' ').replace(/\s+/g, ' ').trim()
  let name = ''
  for (const letter of words) {
    if (Buffer.byteLength(name + letter) > 90) break
    name += letter
  }
  name = name.replace(/^[. ]+|[. ]+$/g, '')
  if (name === '') return 'Untitled'
  return reserved.test(name) ? `${name}_` : name
}
