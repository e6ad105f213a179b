/** Words of an element's class names and id: `talkMeta`, `talk-meta` and `talk_meta` have the same ones. */
export function createClassWords(): (
  classes: string | undefined,
  id: string | undefined,
) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  const wordsOf = (names: string | undefined): readonly string[] => {
    if (!names) return none
    const before = known.get(names)
    if (before) return before
    const words = splitNames(names.slice(0, 300))
    known.set(names, words)
    return words
  }
  return (classes, id) => {
    const [first, second] = [wordsOf(classes), wordsOf(id)]
    return second.length === 0 ? first : first.length === 0 ? second : [...first, ...second]
  }
}

const none: readonly string[] = []

function splitNames(names: string): readonly string[] {
  // Nearly all are plain: the rest needs the tables of Unicode.
  const words = /^[a-z\d _-]*$/.test(names)
    ? names.split(/[ _-]+/)
    : names
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
  return [...new Set(words)].filter((word) => word !== '')
}
