import { extractKeywords } from '@async-events/ai'
import type { Passage, TalkPart } from '@async-events/core'

/** A part that nobody named is called by so many of its phrases. */
const mostPhrases = 2
/** What is said once names nothing. */
const leastTimes = 2

/** Names parts by the phrases that are said in them and in no other. Parts without any stay without a name. */
export function nameParts(
  parts: readonly TalkPart[],
  { passages, language, session }: { passages: readonly Passage[]; language: string; session: string },
): TalkPart[] {
  const texts = parts.map(({ start, end }) =>
    passages
      .filter(
        (one) =>
          one.from === 'speech' && one.start !== null && one.start >= start && one.start < (end ?? Infinity),
      )
      .map(({ text }) => text)
      .join(' '),
  )
  const taken = new Set<string>()
  return parts.map((part, at) => {
    const own = extractKeywords({ title: session, text: texts[at] ?? '' }, language, 12)
    const count = (text: string, phrase: string): number =>
      text.toLowerCase().split(phrase.toLowerCase()).length - 1
    const ranked = own
      .filter((phrase) => !taken.has(phrase.toLowerCase()))
      .map((phrase, rank) => {
        const here = count(texts[at] ?? '', phrase)
        const anywhere = texts.reduce((sum, text) => sum + count(text, phrase), 0)
        return { phrase, here, score: here / (anywhere || 1) / (1 + rank / 6) }
      })
      .filter(({ here }) => here >= leastTimes)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostPhrases)
      .map(({ phrase }) => phrase)
    for (const phrase of ranked) taken.add(phrase.toLowerCase())
    const title = ranked.join(', ')
    return { ...part, title: title.slice(0, 1).toUpperCase() + title.slice(1) }
  })
}
