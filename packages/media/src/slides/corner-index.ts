import { descriptorWords, distanceOf } from './describe-corners.ts'

/** Corners of many pictures, to be looked up by what is like them. */
export interface CornerIndex {
  /** Calls with the places of corners whose descriptors share a part, and the number of differing bits. */
  lookUp(words: Uint32Array, from: number, onFound: (place: number, distance: number) => void): void
}

const tables = descriptorWords * 2
/** A part that so many corners share tells nothing. */
const mostAlike = 60

/** Multi-index hashing (M. Norouzi and others, 2012): corners that differ in few bits share one of the 16-bit parts. */
export function createCornerIndex(words: Uint32Array): CornerIndex {
  const count = words.length / descriptorWords
  const parts = Array.from({ length: tables }, (_, table) => sortedBy(words, count, table))
  const seen = new Int32Array(count).fill(-1)
  let asked = 0
  return {
    lookUp(other, from, onFound) {
      asked += 1
      for (const [table, { heads, places }] of parts.entries()) {
        const key = partOf(other, from, table)
        const [first, last] = [heads[key] ?? 0, heads[key + 1] ?? 0]
        if (last - first > mostAlike) continue
        for (let at = first; at < last; at += 1) {
          const place = places[at] ?? 0
          if (seen[place] === asked) continue
          seen[place] = asked
          onFound(place, distanceOf(words, place * descriptorWords, other, from))
        }
      }
    },
  }
}

const partOf = (words: Uint32Array, from: number, table: number): number =>
  ((words[from + (table >> 1)] ?? 0) >>> (table & 1 ? 16 : 0)) & 0xffff

/** Counting sort by one part. */
function sortedBy(
  words: Uint32Array,
  count: number,
  table: number,
): { heads: Int32Array; places: Int32Array } {
  const heads = new Int32Array(0x1_0001)
  for (let place = 0; place < count; place += 1) {
    const key = partOf(words, place * descriptorWords, table) + 1
    heads[key] = (heads[key] ?? 0) + 1
  }
  for (let key = 0; key < 0x1_0000; key += 1) heads[key + 1] = (heads[key + 1] ?? 0) + (heads[key] ?? 0)
  const next = heads.slice()
  const places = new Int32Array(count)
  for (let place = 0; place < count; place += 1) {
    const key = partOf(words, place * descriptorWords, table)
    places[next[key] ?? 0] = place
    next[key] = (next[key] ?? 0) + 1
  }
  return { heads, places }
}
