import { oneLine } from '../markdown/escape-markdown.ts'

/** A part of the recording, from `start` (seconds) to the next one. */
export interface Chapter {
  start: number
  title: string
}

const maxTitle = 200

/** The chapters of a recording in order, each with a title; empty for a single one. */
export function chaptersOf(given: readonly Chapter[]): Chapter[] {
  const chapters = given
    .map(({ start, title }) => ({ start, title: oneLine(title).slice(0, maxTitle).trim() }))
    .filter(({ title }) => title !== '')
    .toSorted((a, b) => a.start - b.start)
  return chapters.length > 1 ? chapters : []
}

/** The chapter that holds most of a piece of speech; null before the first. */
export function chapterOf(
  chapters: readonly Chapter[],
  piece: { start: number; end: number },
): Chapter | null {
  const middle = (piece.start + piece.end) / 2
  return chapters.findLast(({ start }) => start <= middle) ?? null
}
