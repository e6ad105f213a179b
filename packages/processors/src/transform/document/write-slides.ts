import type { Cue } from '../../captions/cue.ts'
import { escapeMarkdown, oneLine } from '../markdown/escape-markdown.ts'
import { linkTo } from '../markdown/link-to.ts'
import type { Slide, Span } from '../slides/slide.ts'
import type { OutlinePart } from '../template/value.ts'
import type { ShownSlide, ShownSlides } from './show-slides.ts'
import { slideMarkdown } from './slide-text.ts'
import { speechIn } from './speech-in.ts'
import { clock, timeLink } from './time-link.ts'
import type { Wording } from './wording/wording.ts'
import { say } from './wording/wording-of.ts'

export interface SlidesInput extends ShownSlides {
  /** Titles and addresses of the slides' files. */
  files: readonly { title: string; url: string }[]
  /** What was said, with its times. */
  cues: readonly Cue[]
  /** Of what was said. */
  language: string
  video: string | null
  words: Wording
}

/** A slide that comes back more often than this has its first times named. */
const mostSpans = 4
/** Characters of the speaker's notes to a slide. */
const mostNotes = 3_000

/**
 * One block per slide: picture, time in the recording, text as a list, speech as a quote. Readable without the
 * pictures, too.
 */
export function writeSlides(input: SlidesInput): OutlinePart[] {
  const severalFiles = new Set(input.slides.map(({ file }) => file)).size > 1
  const parts = input.slides.map((slide) => ({
    heading: escapeMarkdown(slideName(slide, input.words)),
    body: [
      picture(slide, input.words),
      facts(slide, input, severalFiles),
      slideMarkdown(slide),
      notes(slide, input.words),
      speech(slide, input),
    ]
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
  }))
  return [...parts.filter(({ body }) => body !== ''), ...left(input)]
}

/** Its title, else its number or time. */
export function slideName({ title, number, file, spans }: Slide, words: Wording): string {
  const own = oneLine(title ?? '')
    .slice(0, 200)
    .trim()
  if (own !== '') return own
  const [first] = spans
  return file === null && first
    ? say(words.slideAt, { time: clock(Math.floor(first.start)) })
    : say(words.slide, { number: String(number) })
}

function picture(slide: ShownSlide, words: Wording): string {
  return slide.shown ? `![${escapeMarkdown(slideName(slide, words))}](${slide.shown.link})` : ''
}

function facts(slide: ShownSlide, input: SlidesInput, severalFiles: boolean): string {
  const file = slide.file === null ? undefined : input.files[slide.file]
  const number = file && say(input.words.slide, { number: String(slide.number) })
  const titled = oneLine(slide.title ?? '') !== ''
  const times = slide.spans.slice(0, mostSpans).map((span) => spanLink(span, input.video))
  return [
    severalFiles && file ? linkTo(file.title, file.url) : '',
    number !== undefined && (titled || severalFiles) ? number : '',
    times.join(', ') + (slide.spans.length > mostSpans ? ', …' : ''),
    slide.ocr && slide.text.trim() !== '' ? input.words.readFromPicture : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** `[12:34–13:00](https://…#t=754)` */
function spanLink({ start, end }: Span, video: string | null): string {
  const until = end === null ? '' : `–${clock(Math.floor(end))}`
  return timeLink(start, video, until)
}

function notes({ notes: given = '' }: ShownSlide, words: Wording): string {
  const text = oneLine(given)
  if (text === '') return ''
  const shown = text.length > mostNotes ? `${text.slice(0, mostNotes).toWellFormed()}…` : text
  return `*${escapeMarkdown(say(words.speakerNotes, { notes: '' }))}* ${escapeMarkdown(shown)}`
}

function speech({ spans }: ShownSlide, { cues, language }: SlidesInput): string {
  const said = escapeMarkdown(speechIn(cues, spans, language))
  return said === '' ? '' : `> ${said}`
}

function left({ left: count, words }: SlidesInput): OutlinePart[] {
  if (count === 0) return []
  const body = count === 1 ? words.oneLeft : say(words.left, { count: String(count) })
  return [{ heading: null, body }]
}
