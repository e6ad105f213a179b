/** Words and phrases that texts are searched for, whole words in any case. */
export interface Phrases {
  isIn(text: Words): boolean
  /** The words that belong to no phrase. */
  without(text: Words): string[]
}

/** A text as its words, in lower case. */
export interface Words {
  list: readonly string[]
  /** The text as it stands, for scripts without spaces between words. */
  text: string
}

export const wordsOf = (text: string): Words => ({
  list: text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  text,
})

/** Phrases are separated by commas; what stands inside words of scripts without spaces comes apart from them. */
export function phrases(separated: string, inside: readonly string[] = []): Phrases {
  const byFirst = new Map<string, string[][]>()
  for (const phrase of separated.split(',')) {
    const list = [...wordsOf(phrase).list]
    const [first] = list
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), list])
  }
  /** Number of words of the longest phrase that begins at a place; 0 for none. */
  const at = (list: readonly string[], place: number): number => {
    const known = byFirst.get(list[place] ?? '')
    if (known === undefined) return 0
    let longest = 0
    for (const phrase of known)
      if (phrase.length > longest && phrase.every((word, index) => list[place + index] === word))
        longest = phrase.length
    return longest
  }
  const isInside = (text: string): boolean => inside.some((part) => text.includes(part))
  return {
    isIn: ({ list, text }) => list.some((_word, place) => at(list, place) > 0) || isInside(text),
    without({ list }) {
      const rest: string[] = []
      for (let place = 0; place < list.length; ) {
        const length = at(list, place)
        const word = list[place]
        if (length === 0 && word !== undefined && !isInside(word)) rest.push(word)
        place += Math.max(1, length)
      }
      return rest
    },
  }
}
