/** What nouns and adjectives of en, de, fr, es and it end in, beyond their stems. */
const endings = { short: /^[se]?$/u, long: /^(?:s|es|e|n|en|er|ern|x|o|a|i|os|as|is|sen|nen)?$/u }
/** Shorter stems that differ by more are two words. */
const longStem = 5

const folded = (stem: string): string => stem.normalize('NFD').replace(/\p{M}/gu, '')

/** Whether two stems are those of one word: equal but for accents, umlauts and an ending. Lower case. */
export function sameWord(a: string, b: string): boolean {
  const [short, long] = [folded(a), folded(b)].toSorted((one, other) => one.length - other.length)
  if (short === undefined || long === undefined || short.length < 3) return a === b
  const isLong = short.length >= longStem
  // The last vowel changes: `libro`, `libri`
  const root = isLong && /[aeio]$/.test(short) && /[aeio]$/.test(long) ? short.slice(0, -1) : short
  if (!long.startsWith(root)) return false
  return (isLong ? endings.long : endings.short).test(long.slice(root.length))
}
