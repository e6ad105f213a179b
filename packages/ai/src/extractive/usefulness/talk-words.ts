import { terms } from '../rank-sentences.ts'

/** How the words of a talk are spread over its sentences. */
export interface TalkWords {
  /** Stems of a sentence, each once; none of a place outside of the talk. */
  of(at: number): ReadonlySet<string>
  /** Sentences that have the stem. */
  count(stem: string): number
  /** Places of the first and the last sentence that have it. */
  first(stem: string): number
  last(stem: string): number
  sentences: number
  title: ReadonlySet<string>
  slides: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/** `slides` are their texts. */
export function talkWords(
  sentences: readonly string[],
  { title, slides, stopWords }: { title: string; slides: readonly string[]; stopWords: ReadonlySet<string> },
): TalkWords {
  const stems = sentences.map((text) => new Set(terms(text, stopWords)))
  const uses = new Map<string, { count: number; first: number; last: number }>()
  for (const [at, own] of stems.entries())
    for (const stem of own) {
      const known = uses.get(stem)
      uses.set(stem, { count: (known?.count ?? 0) + 1, first: known?.first ?? at, last: at })
    }
  return {
    of: (at) => stems[at] ?? none,
    count: (stem) => uses.get(stem)?.count ?? 0,
    first: (stem) => uses.get(stem)?.first ?? -1,
    last: (stem) => uses.get(stem)?.last ?? -1,
    sentences: sentences.length,
    title: new Set(terms(title, stopWords)),
    slides: new Set(slides.flatMap((text) => terms(text, stopWords))),
  }
}
