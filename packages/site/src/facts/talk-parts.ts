import { oneLine } from './safe-values.ts'
import { record, seconds } from './talk-facts.ts'

export interface Chapter {
  /** Seconds of the talk. */
  start: number
  title: string
}

export interface Slide {
  number: number
  title: string
  /** Seconds at which it is shown. */
  times: number[]
  /** Path in the archive. */
  picture: string | null
}

/** Chapters of the document, else those of the recording. */
export function chaptersOf(structured: unknown): Chapter[] {
  const { parts, recording } = record(structured)
  const own = readChapters(parts)
  return own.length > 0 ? own : readChapters(record(recording).chapters)
}

function readChapters(value: unknown): Chapter[] {
  return (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const part = record(one)
    const [start, title] = [seconds(part.start), oneLine(part.title)]
    return start === null || title === '' ? [] : [{ start, title }]
  })
}

export function slidesOf(structured: unknown): Slide[] {
  const { slides } = record(structured)
  return (Array.isArray(slides) ? slides : []).map((one: unknown, at) => {
    const { number, title, times, picture } = record(one)
    return {
      number: seconds(number) ?? at + 1,
      title: oneLine(title),
      times: (Array.isArray(times) ? times : []).flatMap(
        (span: unknown) => seconds(record(span).start) ?? [],
      ),
      picture: typeof picture === 'string' ? picture : null,
    }
  })
}
