import { captionWords } from './caption-wording.ts'
import { materialWords, slidesWords } from './document-wording.ts'
import { saysOnly } from './filler.ts'
import { otherTalksWords } from './other-talks-wording.ts'
import { wordsOf } from './phrases.ts'
import { recordingWords } from './recording-wording.ts'

/** Whether a short line names the media that follow it, as a heading does. */
export function isMediaLabel(line: string): boolean {
  const words = wordsOf(line)
  if (words.list.length > 6) return false
  return [recordingWords, slidesWords, materialWords, captionWords, otherTalksWords].some((named) =>
    saysOnly(named, words),
  )
}
