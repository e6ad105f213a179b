import type { ScheduledTalk } from './contract.ts'
import type { DaySigns, ShownTitle } from './day-signs.ts'
import { titleLikeness, wordsOf } from './title-likeness.ts'

/** A picture with its text. */
export interface ReadPicture {
  /** Seconds of the recording. */
  time: number
  /** When the next picture comes. */
  until: number
  text: string
}

/** Share of a title that is the title. */
const enough = 0.7
/** A picture with the titles of more talks is a programme. */
const mostTalks = 2
/** Words of a picture with text, and of one that may be a slide with a title: on others the words are there by chance. */
const fewestWords = 3
const mostWords = 60
/** The name of a speaker under half a title. */
const withSpeaker = 0.3

/** Where titles of talks are shown, and pictures with text that have none. */
export function shownTitles(
  talks: readonly ScheduledTalk[],
  pictures: readonly ReadPicture[],
): Pick<DaySigns, 'titles' | 'foreign'> {
  const titles: ShownTitle[] = []
  const foreign: number[] = []
  for (const { time, until, text } of pictures) {
    const words = wordsOf(text)
    if (words.length < fewestWords) continue
    const found = words.length > mostWords ? [] : talksIn(talks, words)
    if (found.length === 0) foreign.push(time)
    if (found.length > mostTalks) continue
    for (const { talk, likeness } of found) {
      const last = titles.findLast((one) => one.talk === talk)
      // It goes on.
      if (last && time - last.end < 1) {
        last.end = until
        last.likeness = Math.max(last.likeness, likeness)
      } else titles.push({ talk, likeness, start: time, end: until })
    }
  }
  return { titles: titles.toSorted((a, b) => a.start - b.start), foreign }
}

function talksIn(talks: readonly ScheduledTalk[], words: readonly string[]) {
  return talks.flatMap(({ title, speakers }, talk) => {
    const named = speakers.some((name) => titleLikeness(name, words) === 1)
    const likeness = Math.min(1, titleLikeness(title, words) + (named ? withSpeaker : 0))
    return likeness >= enough ? [{ talk, likeness }] : []
  })
}
