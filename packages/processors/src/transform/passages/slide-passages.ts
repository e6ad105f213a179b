import type { Passage } from '@async-events/core'
import { slidePlainLines } from '../document/slide-text.ts'
import { oneLine } from '../markdown/escape-markdown.ts'
import type { Slide, Span } from '../slides/slide.ts'

/** The titles and lines of slides, each with the time at which its slide is first shown. */
export const slidePassages = (slides: readonly Slide[]): Passage[] =>
  slides.flatMap(({ title, text, blocks, spans }, slide) =>
    [oneLine(title ?? ''), ...slidePlainLines({ title, text, blocks })]
      .filter((line) => /[\p{L}\p{N}]/u.test(line))
      .map((line) => ({
        from: 'slide' as const,
        text: line,
        start: spans[0]?.start ?? null,
        end: spans[0]?.end ?? null,
        slide,
      })),
  )

/** The slide that is shown at a time; null when none is known to be. */
export function slideAt(slides: readonly { spans: readonly Span[] }[], seconds: number): number | null {
  const at = slides.findIndex(({ spans }) =>
    spans.some(({ start, end }) => start <= seconds && (end === null || seconds < end)),
  )
  return at === -1 ? null : at
}
