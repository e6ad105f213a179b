import type { SearchPassage } from '@async-events/core'
import { oneLine, record, type Slide } from '@async-events/site/documents'

/** An attachment of the results; `pages` where it was read. */
export interface ReadAttachment {
  url: string
  pages?: number | null | undefined
}

/** The text of each page of the slides, with the times at which it is shown. */
export function slidePassages({
  pages,
  attachments,
  slides,
  language,
}: {
  pages: readonly string[]
  attachments: readonly ReadAttachment[]
  slides: readonly Slide[]
  language: string
}): SearchPassage[] {
  const read = attachments.filter(({ pages: count }) => count !== null && count !== undefined)
  // Numbers count the pages of one file; of several it is not known which one a slide is of.
  const timesOf = (number: number): [number, number][] => {
    const times = read.length > 1 ? [] : (slides.find((slide) => slide.number === number)?.times ?? [])
    const [first] = times
    return first === undefined ? [] : [[0, first]]
  }
  let [file, number] = [0, 0]
  return pages.map((text) => {
    number += 1
    if (number > (read[file]?.pages ?? Number.POSITIVE_INFINITY)) {
      file += 1
      number = 1
    }
    return { kind: 'slide' as const, language, text: oneLine(text), times: timesOf(number), slide: number }
  })
}

/** Pictures of the slides, by their path in the archive. */
export const slidesByPicture = (slides: readonly Slide[]): Map<string, Slide> =>
  new Map(slides.flatMap((slide) => (slide.picture === null ? [] : [[slide.picture, slide] as const])))

/** Of `structured_data`: pictures of slides that are pages of a file, and not of the recording. */
export function picturesOfPages(structured: unknown): Set<string> {
  const { slides } = record(structured)
  return new Set(
    (Array.isArray(slides) ? slides : []).flatMap((one: unknown) => {
      const { picture, source } = record(one)
      return typeof picture === 'string' && typeof source === 'string' ? [picture] : []
    }),
  )
}
