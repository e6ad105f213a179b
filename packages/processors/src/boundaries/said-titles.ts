import type { StepContext } from '@async-events/core'
import { readSpeech } from '../captions/read/read-speech.ts'
import type { Caption } from '../video/contract.ts'
import type { ScheduledTalk } from './contract.ts'
import type { DaySigns } from './day-signs.ts'
import { titleLikeness, wordsOf } from './title-likeness.ts'

/** A title is said within so many seconds, and with so many of its letters. */
const breath = 15
const enough = 0.75
/** Titles of fewer words are said by chance. */
const fewestWords = 3
/** Captions of a longer day are not searched. Lines. */
const mostLines = 40_000

/** Where captions of the recording have the title of a talk; the first captions that can be read count. */
export async function saidTitles(
  { artifacts }: Pick<StepContext, 'artifacts'>,
  captions: readonly Pick<Caption, 'vtt'>[],
  talks: readonly ScheduledTalk[],
): Promise<DaySigns['said']> {
  for (const { vtt } of captions) {
    const lines = readSpeech(await artifacts.readText(vtt)).slice(0, mostLines)
    if (lines.length > 0) return titlesIn(lines, talks)
  }
  return []
}

/** Of each place where a title is said the first second. */
export function titlesIn(
  lines: readonly { start: number; text: string }[],
  talks: readonly ScheduledTalk[],
): { talk: number; at: number }[] {
  const words = lines.map(({ text }) => wordsOf(text))
  const titles = talks
    .map(({ title }, talk) => ({ title, talk }))
    .filter(({ title }) => new Set(wordsOf(title).filter((word) => word.length > 3)).size >= fewestWords)
  const found: { talk: number; at: number }[] = []
  for (const [first, { start }] of lines.entries()) {
    const near: string[] = []
    for (let at = first; (lines[at]?.start ?? Infinity) < start + breath; at += 1)
      near.push(...(words[at] ?? []))
    for (const { title, talk } of titles)
      if (titleLikeness(title, near) >= enough) found.push({ talk, at: start })
  }
  return found
}
