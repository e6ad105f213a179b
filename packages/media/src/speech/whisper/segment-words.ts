import type { SpeechSegment, SpeechWord } from '@async-events/core'

/** A pause of this length ends a segment, in seconds. */
const pause = 1.5
/** Words after which a clause ends a segment, too. */
const manyWords = 20
const mostWords = 40

const endsSentence = /[.!?…。！？][\p{Pe}\p{Pf}"']*$/u
const endsClause = /[,;:—–][\p{Pe}\p{Pf}"']*$/u

/** Joins words in order of time to segments that are sentences; long ones end at a clause, and at a pause. */
export function segmentWords(words: readonly SpeechWord[]): SpeechSegment[] {
  const groups: SpeechWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    if (group === undefined || isDone(group, word)) groups.push([word])
    else group.push(word)
  }
  return groups.map((group) => ({
    start: group[0]?.start ?? 0,
    end: group.at(-1)?.end ?? 0,
    text: group.map(({ text }) => text).join(' '),
    words: group,
  }))
}

function isDone(group: readonly SpeechWord[], next: SpeechWord): boolean {
  const last = group.at(-1)
  if (last === undefined) return false
  if (next.start - last.end >= pause || group.length >= mostWords) return true
  return endsSentence.test(last.text) || (group.length >= manyWords && endsClause.test(last.text))
}
