import { cutRunOn, isRunOn, readSentences, splitSentences } from '@async-events/ai'
import type { Passage } from '@async-events/core'
import type { Cue } from '../../captions/cue.ts'
import type { Slide } from '../slides/slide.ts'
import { slideAt, slidePassages } from './slide-passages.ts'
import { speechPassages } from './speech-passages.ts'

export interface PassageSources {
  /** Markdown. */
  page: string
  slides: readonly Slide[]
  cues: readonly Cue[]
  /** A transcript without times; empty when there are cues. */
  said: string
  language: { source: string; spoken: string }
  /** Whether what was said may be quoted. */
  trusted: boolean
}

/** What the fields of a document can rest on: page, slides, speech, always in this order. */
export function collectPassages({ page, slides, cues, said, language, trusted }: PassageSources): Passage[] {
  const written = readSentences(page, language.source).map(({ text }) => untimed('page', text))
  const spoken =
    cues.length > 0 ? speechPassages(cues, language.spoken) : untimedSpeech(said, language.spoken)
  return [
    ...written,
    ...slidePassages(slides),
    ...spoken.map((passage) => ({
      ...passage,
      slide: passage.start === null ? null : slideAt(slides, middleOf(passage.start, passage.end)),
      ...(!trusted && { doubtful: true as const }),
    })),
  ]
}

const untimed = (from: Passage['from'], text: string): Passage => ({
  from,
  text,
  start: null,
  end: null,
  slide: null,
})

const untimedSpeech = (said: string, language: string): Passage[] =>
  said
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .flatMap((text) => (isRunOn(text) ? cutRunOn(text, language) : splitSentences(text, language)))
    .filter((sentence) => sentence !== '')
    .map((sentence) => untimed('speech', sentence))

const middleOf = (start: number, end: number | null): number => (start + (end ?? start)) / 2
