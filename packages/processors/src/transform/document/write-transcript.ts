import { embedMarkdown } from '../markdown/embed-markdown.ts'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import { groupSentences } from './group-sentences.ts'
import { type Cue, readCues } from './read-cues.ts'
import { timeLink } from './time-link.ts'

/** A pause this long, in seconds, begins a new paragraph. */
const pause = 4
const paragraphChars = 600

export interface Transcript {
  /** What was said, without times: for the text model. */
  text: string
  /** Paragraphs as Markdown. */
  markdown: string
}

/**
 * A transcript as it was given, in paragraphs. WebVTT and SRT get times that lead into the video; text that is one
 * block, or one line a second, is put into paragraphs; text that has paragraphs keeps them.
 */
export function writeTranscript(given: string, language: string, video: string | null): Transcript {
  const cues = readCues(given)
  if (cues.length > 0) return fromCues(cues, video)
  const text = given.replace(/\r\n?/g, '\n').trim()
  const paragraphs = text
    .split(/\n[ \t]*\n/)
    .flatMap((part) =>
      part.length > 1.5 * paragraphChars ? groupSentences(part.replace(/\s+/g, ' '), language) : [part],
    )
    .filter((part) => part.trim() !== '')
  return { text: paragraphs.join('\n\n'), markdown: embedMarkdown(paragraphs.join('\n\n'), { below: 2 }) }
}

function fromCues(cues: Cue[], video: string | null): Transcript {
  const paragraphs = groupCues(cues)
  let speaker: string | null = null
  const lines = paragraphs.map((paragraph) => {
    const named = paragraph.speaker !== null && paragraph.speaker !== speaker
    speaker = paragraph.speaker
    const name = named ? `**${escapeMarkdown(`${paragraph.speaker}`)}:** ` : ''
    return `${timeLink(paragraph.start, video)} ${name}${escapeMarkdown(paragraph.text)}`
  })
  return { text: paragraphs.map(({ text }) => text).join('\n\n'), markdown: lines.join('\n\n') }
}

/** Paragraphs end at a pause, at another speaker, or at the end of a sentence when they are long enough. */
function groupCues(cues: Cue[]): Cue[] {
  const paragraphs: Cue[] = []
  for (const cue of cues) {
    const last = paragraphs.at(-1)
    const long = last !== undefined && last.text.length >= paragraphChars
    const ended =
      last !== undefined && (/[.!?…]["'”»)]*$/.test(last.text) || last.text.length >= 2 * paragraphChars)
    const apart = last === undefined || cue.start - last.end >= pause || cue.speaker !== last.speaker
    if (apart || (long && ended)) paragraphs.push({ ...cue })
    else {
      // Rolling captions repeat the line before
      if (!last.text.endsWith(cue.text)) last.text = `${last.text} ${cue.text}`
      last.end = cue.end
    }
  }
  return paragraphs
}
