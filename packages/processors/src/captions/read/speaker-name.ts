const longestName = 60
const mostWords = 6

/** Words within names that begin with a small letter. */
const particle = /^(?:v[ao]n|de[nrls]?|d[aiou]s?|la|le|el|al|bin|ibn|ter|ten|zu[mr]?|af|of|and|und|et|y|e)$/i
const part = /^[\p{Lu}\p{Lt}\p{Lo}\d(#"'’][^?!;,:<>]*$/u

/** Whether a text looks like the name of a person or role: a few words with capitals, no sentence. */
export function looksLikeName(text: string): boolean {
  const words = text.split(' ')
  if (text.length > longestName || words.length > mostWords || !/^[\p{L}(\d]/u.test(text)) return false
  return (
    /\p{L}/u.test(text) &&
    words.every((word, at) => (part.test(word) && !isSentenceEnd(word)) || (at > 0 && particle.test(word)))
  )
}

/** `Dr.` and `J.` are parts of names. */
const isSentenceEnd = (word: string): boolean =>
  /\p{Ll}{3,}\.$/u.test(word) && !/^(?:prof|herr|frau)\.$/i.test(word)

/** A name in front of what is said. */
export interface Label {
  name: string
  rest: string
}

/** The label of a line such as `Ann Moor: Good morning`, `[Speaker 1]: …`; null for a line without. */
export function labelOf(line: string): Label | null {
  const head = line.slice(0, longestName + 4)
  const at = head.search(/[:：]/)
  if (at <= 0) return null
  // A time or an address has no blank behind the colon.
  if (head[at] === ':' && !/^(?:\s|$)/.test(line.slice(at + 1, at + 2))) return null
  const name = withoutBrackets(head.slice(0, at).trim())
  if (name === '' || name.split(' ').length > mostWords || /[?!;<>]|[,.] \p{Ll}/u.test(name)) return null
  return { name, rest: line.slice(at + 1).trim() }
}

const withoutBrackets = (name: string): string => /^[([]([^()[\]]+)[)\]]$/.exec(name)?.[1]?.trim() ?? name
