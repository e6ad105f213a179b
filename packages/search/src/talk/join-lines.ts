import type { SearchPassage } from '@async-events/core'
import type { Line } from '@async-events/site/documents'

/** Characters after which the next line begins another passage. */
const long = 240
/** Silence that ends a passage. Seconds. */
const pause = 8

/** Lines of a transcript, a few words each, as passages of some sentences that know when each of their lines begins. */
export function joinLines(lines: readonly Line[], language: string): SearchPassage[] {
  const passages: SearchPassage[] = []
  let open: SearchPassage | null = null
  let before: Line | null = null
  for (const line of lines) {
    const text = line.text.normalize('NFC')
    const goesOn =
      open !== null &&
      before !== null &&
      open.text.length + text.length < long &&
      before.speaker === line.speaker &&
      line.start - before.end < pause
    if (open !== null && goesOn) {
      open.times.push([open.text.length + 1, line.start])
      open.text += ` ${text}`
    } else {
      open = { kind: 'transcript', language, text, times: [[0, line.start]], slide: null }
      passages.push(open)
    }
    before = line
  }
  return passages
}
