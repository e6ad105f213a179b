import { type JsonItem, readItem, readMark, speakerOf } from './json-items.ts'
import { isObject, type Json } from './json-times.ts'

/** Services nest a few levels; deeper lists are not looked at. */
const deepest = 12
/** Lists and objects that are looked at, and ends of the places where lists are kept. */
const mostNodes = 300_000

/** The items of all lists at one place of the file, such as `results.*.words`. */
export interface ItemList {
  items: JsonItem[]
  /** The list holds single words. */
  isWords: boolean
}

interface Waiting {
  value: Json
  path: string
  depth: number
  /** Of an object around it. */
  speaker: string | null
}

/** The items of a list, with the marks that some services list between the words. */
function itemsOf(list: readonly Json[], speaker: string | null): JsonItem[] {
  const items: JsonItem[] = []
  for (const value of list) {
    const item = readItem(value)
    const last = items.at(-1)
    if (item !== null) items.push({ ...item, speaker: item.speaker ?? speaker })
    else if (last !== undefined) last.text += readMark(value)
  }
  return items
}

/** Of several readings only the best is taken: services list them in this order. */
const readings = new Set(['alternatives', 'nBest', 'channels'])

/**
 * The list in which a file says what was said: no two services call it the same. The one with speakers before others,
 * then pieces of speech before words.
 */
export function findJsonItems(root: Json): ItemList | null {
  const places = new Map<string, JsonItem[]>()
  const waiting: Waiting[] = [{ value: root, path: '', depth: 0, speaker: null }]
  let nodes = 0
  for (let next = waiting.pop(); next !== undefined && nodes < mostNodes; next = waiting.pop()) {
    const { value, path, depth, speaker } = next
    nodes += 1
    if (depth > deepest) continue
    if (Array.isArray(value)) {
      const items = itemsOf(value, speaker)
      if (items.length > 0 && items.length >= value.length / 3) {
        const place = places.get(path)
        if (place === undefined) places.set(path, items)
        else for (const item of items) place.push(item)
      }
      const inner = readings.has(path.slice(path.lastIndexOf('.') + 1)) ? value.slice(0, 1) : value
      for (const one of inner.toReversed())
        if (typeof one === 'object' && one !== null)
          waiting.push({ value: one, path: `${path}.*`, depth: depth + 1, speaker })
    } else if (isObject(value)) {
      const own = speakerOf(value) ?? speaker
      for (const [key, one] of Object.entries(value).toReversed())
        if (typeof one === 'object' && one !== null)
          waiting.push({ value: one, path: `${path}.${key.slice(0, 40)}`, depth: depth + 1, speaker: own })
    }
  }
  const lists = [...places].map(([path, items]) => ({ items, isWords: isWordList(path, items) }))
  const letters = lists.map(({ items }) => items.reduce((sum, { text }) => sum + text.length, 0))
  const most = Math.max(0, ...letters)
  return (
    lists
      // Others are words of one piece, or summaries.
      .filter((_, at) => (letters[at] ?? 0) >= most / 2)
      .toSorted((a, b) => rank(a) - rank(b) || b.items.length - a.items.length)[0] ?? null
  )
}

const rank = ({ items, isWords }: ItemList): number =>
  (items.some(({ speaker }) => speaker !== null) ? 0 : 2) + (isWords ? 1 : 0)

/** Keys of such lists. */
const wordKeys = /(?:^|\.)(?:words?|elements|items|tokens|word_segments|result)$/
/** So many single words in a row are no pieces of speech, whatever their list is called. */
const manyWords = 10

function isWordList(path: string, items: readonly JsonItem[]): boolean {
  const single = items.filter(({ text }) => text.length < 60 && !/\S\s+\S/.test(text))
  return single.length > 0.9 * items.length && (wordKeys.test(path) || items.length > manyWords)
}
