import { isNumber } from './names-quantity.ts'
import { wordsOf } from './words-of.ts'

const from = /^(?:from|von|vom|de|du|des|dal|dall|dalla|dallo|dalle|dai|da)$/u
const to = /^(?:to|auf|zu|à|au|aux|a|al|all|alla|allo|alle|ai)$/u
/** Words between the two numbers. */
const between = 5

interface Change {
  /** Words of the number before. */
  before: readonly string[]
  /** What it counts, as named behind one of the two. */
  unit: string | null
}

const isCount = (word: string | undefined): boolean =>
  word !== undefined && isNumber(word) && !/^(?:an?|half|mezz[oa])$/u.test(word)

/** "From nine minutes to four", in digits or words; of the languages that say so with two prepositions. */
function changeIn(words: readonly string[]): Change | null {
  for (const [at, word] of words.entries()) {
    if (!from.test(word)) continue
    let end = at + 1
    while (end < at + 6 && isCount(words[end])) end++
    const before = words.slice(at + 1, end)
    if (before.length === 0) continue
    const rest = words.slice(end, end + between)
    const goal = rest.findIndex(
      (one, place) => to.test(one) && words.slice(end + place + 1, end + place + 4).some(isCount),
    )
    if (goal === -1) continue
    const [own] = rest.slice(0, goal)
    let behind = end + goal + 1
    while (isCount(words[behind])) behind++
    return { before, unit: own ?? words[behind] ?? null }
  }
  return null
}

/** Whether a sentence says from which number to which other something went. */
export const tellsChange = (text: string): boolean => changeIn(wordsOf(text.toLowerCase())) !== null

/**
 * For each sentence of a talk whether it states, as what holds, a number of which a later one says that it went to another:
 * "each needs nine minutes … that brought it from nine minutes to four".
 */
export function wereReplaced(texts: readonly string[], isPast: (text: string) => boolean): boolean[] {
  const words = texts.map((text) => wordsOf(text.toLowerCase()))
  const spaced = words.map((said) => ` ${said.join(' ')} `)
  const replaced = texts.map(() => false)
  for (const [at, said] of words.entries()) {
    const change = changeIn(said)
    if (change === null || change.unit === null) continue
    const number = ` ${[...change.before, change.unit].join(' ')} `
    for (let earlier = 0; earlier < at; earlier++)
      if ((spaced[earlier] ?? '').includes(number) && !isPast(texts[earlier] ?? '')) replaced[earlier] = true
  }
  return replaced
}
