/** Words of an element's class names and id: `talkMeta`, `talk-meta` and `talk_meta` have the same ones. */
export function createClassWords(): (
  classes: string | undefined,
  id: string | undefined,
) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (classes, id) => {
    if (!classes && !id) return none
    const names = `${classes ?? ''} ${id ?? ''}`.slice(0, 500)
    const before = known.get(names)
    if (before) return before
    const words = [
      ...new Set(
        names
          .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u)
          .filter((word) => word !== ''),
      ),
    ]
    known.set(names, words)
    return words
  }
}

const none: readonly string[] = []
