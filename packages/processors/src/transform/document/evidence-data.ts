import type { Passage, Statement } from '@async-events/core'

/** A sentence of the document with what it rests on. */
export interface EvidenceData {
  /** Markdown. */
  text: string
  /** When it was said or shown, seconds of the talk. */
  times: { start: number; end: number | null }[]
  /** Places in the list of slides, from 0. */
  slides: number[]
  /** `facts` where it is put together from title and facts of the session; empty without support. */
  from: (Passage['from'] | 'facts')[]
}

export function evidenceData(
  { text, passages: cited, facts }: Statement,
  passages: readonly Passage[],
): EvidenceData {
  const found = cited.flatMap((place) => passages[place] ?? [])
  return {
    text,
    times: found.flatMap(({ start, end }) => (start === null ? [] : [{ start, end }])),
    slides: [...new Set(found.flatMap(({ slide }) => slide ?? []))].sort((a, b) => a - b),
    from: facts ? ['facts'] : [...new Set(found.map(({ from }) => from))].sort(),
  }
}
