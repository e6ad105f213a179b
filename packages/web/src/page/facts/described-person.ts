/** `Samira started …`, `Ann Moor is …`, `About Samira`: the page tells of a person of this name. */
export function isDescribed(name: string, text: string): boolean {
  const words = name.split(' ')
  return [name, words[0] ?? name, words.at(-1) ?? name].some((each) => {
    for (let at = text.indexOf(each); at !== -1; at = text.indexOf(each, at + each.length)) {
      const before = text.slice(Math.max(0, at - 7), at)
      const after = text.slice(at + each.length, at + each.length + 24)
      if (/(?:^|\n|[.!?)] )$/.test(before) && /^ \p{Ll}/u.test(after) && !isRestOfName(after, words))
        return true
      if (/about $|über $/i.test(before) && /^\n/.test(after)) return true
    }
    return false
  })
}

const isRestOfName = (after: string, words: readonly string[]): boolean =>
  words.some((word) => after.trim().toLowerCase().startsWith(word.toLowerCase()))
