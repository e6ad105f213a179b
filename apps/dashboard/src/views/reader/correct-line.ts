import type { TranscriptSegment } from '@async-events/client'

/**
 * The transcript with another text in one line. The times of its words are dropped, as they were of other words; a line
 * without text is removed.
 */
export function correctLine(
  lines: readonly TranscriptSegment[],
  place: number,
  text: string,
): TranscriptSegment[] {
  const said = text.trim().replace(/\s+/g, ' ')
  return lines.flatMap((line, at) => {
    if (at !== place || said === line.text) return [line]
    if (said === '') return []
    const { words: _, ...rest } = line
    return [{ ...rest, text: said }]
  })
}
