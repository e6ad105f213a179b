import { nameKey } from './name-key.ts'

/** Longest file stem, in bytes of UTF-8. */
const maxBytes = 100

/** Names with this common prefix are numbered together, which bounds the time for a batch. */
const sharedBytes = maxBytes - '-99999'.length

/**
 * File stems as they come, made unique within their folder, whatever a file system makes of case and accents: the
 * second "talk" is "talk-2". Stays within 100 bytes.
 */
export function uniqueStems(wanted: { folder: string; stem: string }[]): string[] {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return wanted.map(({ folder, stem }) => {
    const keyOf = (name: string): string => `${nameKey(folder)}\n${nameKey(name)}`
    const group = keyOf(shorten(stem, sharedBytes))
    let count = counts.get(group) ?? 1
    let name = stem
    while (taken.has(keyOf(name))) name = numbered(stem, ++count)
    counts.set(group, count)
    taken.add(keyOf(name))
    return name
  })
}

function numbered(stem: string, count: number): string {
  const ending = `-${count}`
  return shorten(stem, maxBytes - ending.length) + ending
}

function shorten(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  let short = ''
  for (const character of text) {
    if (Buffer.byteLength(short + character) > limit) break
    short += character
  }
  return short.trimEnd()
}
