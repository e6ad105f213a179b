import { primarySubtag } from '@async-events/core'

/** Minimum, where possible, and maximum words of a fragment. */
const shortest = 12
const longest = 30
/** Speech recognition without punctuation gives one sentence for a whole talk; written ones are rarely longer. */
const longestSentence = 60
const longestLast = 40

/** After "and" a clause begins with one of these; anything else may be the second thing of two. */
const subjects: Record<string, string> = {
  en: "i we you they he she it this that these those there then so now what when if here my our i'm we're it's they're that's",
  de: 'ich wir ihr sie er es das dies diese dann da dort man so jetzt was wenn hier',
  fr: 'je on nous vous ils elles il elle ce ça cela cette puis alors maintenant quand si là',
  es: 'yo nosotros ellos ellas él ella esto eso esta este entonces ahora cuando si aquí luego',
  it: 'io noi voi loro lui lei questo questa poi allora adesso quando se qui',
}
const joins: Record<string, string> = { en: 'and', de: 'und', fr: 'et', es: 'y', it: 'e' }
/** Words that begin a clause on their own. */
const turns: Record<string, string> = {
  en: 'but so because although however now okay well',
  de: 'aber denn weil obwohl jedoch also jetzt nun',
  fr: 'mais donc car parce alors maintenant',
  es: 'pero porque entonces aunque ahora',
  it: 'ma quindi perché allora adesso',
}

/** Whether a text is transcribed speech without punctuation. */
export function isRunOn(text: string): boolean {
  const words = text.split(' ').length
  const ends = text.match(/[.!?…:;。！？](?=["'”’»)\]]*(\s|$))/g)?.length ?? 0
  return words > longestLast + longestSentence * ends
}

/**
 * Splits running text without punctuation into fragments of one or more clauses: where a clause probably begins,
 * without its conjunction, else after thirty words. Each is verbatim.
 */
export function cutRunOn(text: string, language: string): string[] {
  const begins = clauseBegins(language)
  const words = text.split(' ')
  const fragments: string[] = []
  let from = 0
  for (let at = 1; at <= words.length; at += 1) {
    const skip = at < words.length && at - from >= shortest ? begins(words, at) : null
    if (skip === null && at - from < longest && at < words.length) continue
    fragments.push(words.slice(from, at).join(' '))
    from = at + (skip ?? 0)
    at = from
  }
  return fragments.filter((fragment) => fragment !== '')
}

/** How many words to leave out where a clause begins; null where none does. */
function clauseBegins(language: string): (words: readonly string[], at: number) => number | null {
  const primary = primarySubtag(language) ?? 'en'
  const known = primary in joins ? primary : 'en'
  const setOf = (lists: Record<string, string>): Set<string> => new Set((lists[known] ?? '').split(' '))
  const [afterJoin, join, alone] = [setOf(subjects), setOf(joins), setOf(turns)]
  const lower = (word: string | undefined): string => (word ?? '').toLowerCase()
  return (words, at) => {
    if (join.has(lower(words[at])) && afterJoin.has(lower(words[at + 1]))) return 1
    return alone.has(lower(words[at])) ? 1 : null
  }
}
