import { stopWordsOf } from '@async-events/ai'
import { primarySubtag } from '@async-events/core'
import type { Cue } from '../../captions/cue.ts'
import { type Mend, mendNames, type Spelling } from './mend-names.ts'
import { indexNames, tokensOf } from './name-index.ts'
import { replaceWords } from './replace-words.ts'
import type { SpokenNames } from './spoken-names.ts'

/** A name that was mended; the time is in seconds. */
export interface MendedName {
  time: number
  heard: string
  written: string
}

export interface MendedSpeech {
  segments: Cue[]
  /** In order. */
  mended: MendedName[]
}

/**
 * Near misses of names in what an engine heard, mended. Only for texts that no person wrote. `language` is that of the
 * speech; null when unknown.
 */
export function mendSpeech(
  speech: readonly Cue[],
  names: SpokenNames,
  language: string | null,
): MendedSpeech {
  const index = indexNames(names)
  const mended: MendedName[] = []
  if (index.people.size + index.singles.size === 0) return { segments: [...speech], mended }
  const spelling = spellingOf(speech, language)
  let before: string | null = null
  const segments = speech.map((cue): Cue => {
    const continues = before !== null && !/[.!?…:]["'”’»)\]]*\s*$/.test(before.slice(-16))
    before = cue.text
    const mends = mendNames(cue.text, index, spelling, continues)
    if (mends.length === 0) return cue
    mended.push(
      ...mends.map((mend) => ({ time: timeOf(cue, mend), heard: mend.heard, written: mend.written })),
    )
    const { words, ...rest } = cue
    const replaced = words && replaceWords(cue.text, words, mends)
    return { ...rest, text: replace(cue.text, mends), heard: cue.text, ...(replaced && { words: replaced }) }
  })
  return { segments, mended }
}

/** Languages that begin every noun with a capital. */
const nouns = new Set(['de', 'lb'])
/** An engine that writes capitals begins sentences with them: words to a capital, at the most. */
const perCapital = 60

function spellingOf(speech: readonly Cue[], language: string | null): Spelling {
  const ordinary = new Set<string>()
  let [words, capitals] = [0, 0]
  for (const { text } of speech)
    for (const { raw } of tokensOf(text)) {
      words += 1
      if (/^\p{Lu}/u.test(raw)) capitals += 1
      else ordinary.add(raw.toLowerCase())
    }
  const primary = primarySubtag(language)
  return {
    cased: capitals * perCapital >= words,
    nounsWithCapital: primary !== null && nouns.has(primary),
    stopWords: stopWordsOf(primary ?? 'en'),
    ordinary,
  }
}

function timeOf({ start, end, text }: Cue, { from }: Mend): number {
  const time = text.length === 0 ? start : start + ((end - start) * from) / text.length
  return Math.round(time * 1000) / 1000
}

function replace(text: string, mends: readonly Mend[]): string {
  let written = ''
  let at = 0
  for (const mend of mends) {
    written += text.slice(at, mend.from) + mend.written
    at = mend.to
  }
  return written + text.slice(at)
}
