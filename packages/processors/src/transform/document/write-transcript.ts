import type { StepWarning, TimeRange } from '@async-events/core'
import type { Cue } from '../../captions/cue.ts'
import { dropRepeats } from '../../captions/group/drop-repeats.ts'
import { groupCues, paragraphChars } from '../../captions/group/group-cues.ts'
import { groupSentences } from '../../captions/group/group-sentences.ts'
import { joinSpeech } from '../../captions/join-speech.ts'
import { captionLimits } from '../../captions/read/read-captions.ts'
import { readTranscript } from '../../captions/read/read-transcript.ts'
import { speechOfTalk } from '../../range/cut-to-range.ts'
import { embedMarkdown } from '../markdown/embed-markdown.ts'
import { escapeMarkdown, oneLine } from '../markdown/escape-markdown.ts'
import type { OutlinePart } from '../template/value.ts'
import { type Chapter, chapterOf } from './chapters.ts'
import { timeLink } from './time-link.ts'

export interface Transcript {
  /** Paragraphs without times, for the text model. */
  text: string
  /** Markdown paragraphs, a heading per chapter. */
  parts: OutlinePart[]
  /** Pieces with their times; empty for a transcript without times. */
  cues: Cue[]
  /** What its file does not tell and was assumed. */
  doubts?: Doubts
}

type Doubts = StepWarning[]

export interface TranscriptSettings {
  language: string
  video: string | null
  chapters: readonly Chapter[]
  /** What of the recording is the talk: a given transcript may be that of the whole recording. */
  range?: TimeRange | null
}

/** What the job itself gives is read whole; its parameter is bounded. */
export const givenLimits = { ...captionLimits, charsOfCue: Infinity }

const inOneLine = (text: string): string =>
  joinSpeech(text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()))

/**
 * A transcript given by the job. Times of any format link into the video; long blocks of text are divided into
 * paragraphs; existing paragraphs are kept.
 */
export function writeGivenTranscript(given: string, settings: TranscriptSettings): Transcript {
  const read = readTranscript(given, givenLimits)
  if ('cues' in read) {
    const cues = dropRepeats(speechOfTalk(read.cues, settings.range ?? null))
    return { ...writeTranscript(cues, settings), ...(read.doubts.length > 0 && { doubts: read.doubts }) }
  }
  const text = given.replace(/\r\n?/g, '\n').trim()
  const paragraphs = text
    .split(/\n[ \t]*\n/)
    .flatMap((part) =>
      part.length > 1.5 * paragraphChars ? groupSentences(inOneLine(part), settings.language) : [part],
    )
    .filter((part) => part.trim() !== '')
  const joined = paragraphs.join('\n\n')
  return { text: joined, parts: [{ heading: null, body: embedMarkdown(joined, { below: 2 }) }], cues: [] }
}

/** Speech with times: each paragraph starts with its time, and with a name where the speaker changes. */
export function writeTranscript(spoken: readonly Cue[], settings: TranscriptSettings): Transcript {
  const { chapters, language, video } = settings
  const cues = spoken.map((cue) => ({ ...cue, text: oneLine(cue.text) })).filter(({ text }) => text !== '')
  const paragraphs = groupCues(
    cues,
    language,
    (before, next) => chapterOf(chapters, before) !== chapterOf(chapters, next),
  )
  const parts: { chapter: Chapter | null; lines: string[] }[] = []
  let speaker: string | null = null
  for (const paragraph of paragraphs) {
    const chapter = chapterOf(chapters, paragraph)
    let part = parts.at(-1)
    if (part === undefined || part.chapter !== chapter) {
      part = { chapter, lines: [] }
      parts.push(part)
    }
    const named = paragraph.speaker !== null && paragraph.speaker !== speaker
    speaker = paragraph.speaker
    const name = named ? `**${escapeMarkdown(`${paragraph.speaker}`)}:** ` : paragraph.turn ? '– ' : ''
    part.lines.push(`${timeLink(paragraph.start, video)} ${name}${escapeMarkdown(paragraph.text)}`)
  }
  return {
    text: paragraphs.map(({ text }) => text).join('\n\n'),
    parts: parts.map(({ chapter, lines }) => ({
      heading: chapter && escapeMarkdown(chapter.title),
      body: lines.join('\n\n'),
    })),
    cues,
  }
}
