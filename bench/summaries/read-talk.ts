import { readFileSync } from 'node:fs'
import type { Passage, TalkPart } from '../../packages/core/src/index.ts'
import type { Cue } from '../../packages/processors/src/captions/cue.ts'
import { collectPassages } from '../../packages/processors/src/transform/passages/collect-passages.ts'
import { talkParts } from '../../packages/processors/src/transform/passages/talk-parts.ts'
import type { Slide } from '../../packages/processors/src/transform/slides/slide.ts'

export interface TalkOfFile {
  title: string
  language: string
  facts: Record<string, string>
  /** What was said, in paragraphs. */
  text: string
  passages: Passage[]
  parts: TalkPart[]
}

/** Words a second: 150 a minute. */
const pace = 2.5
/** Of one caption. */
const wordsOfCue = 12
/** Between paragraphs, seconds. */
const pause = 1.2

/**
 * A talk of this folder, `<name>.<language>[-…].txt`: facts as `name: value`, an empty line, paragraphs of speech; `# Title` and
 * `- line` are the slide that is shown from there on. Times follow from the words.
 */
export function readTalk(file: string): TalkOfFile {
  const [head = '', ...blocks] = readFileSync(file, 'utf8')
    .trim()
    .split(/\n\s*\n/)
  const facts = Object.fromEntries(
    head.split('\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1).trim()]
    }),
  )
  const language = /\.([a-z]{2})(?:-\w+)?\.txt$/.exec(file)?.[1] ?? 'en'
  const cues: Cue[] = []
  const slides: Slide[] = []
  let time = 0
  for (const block of blocks) {
    const said: string[] = []
    for (const line of block.split('\n')) {
      if (line.startsWith('# ')) showSlide(slides, line.slice(2), time)
      else if (line.startsWith('- ')) addLine(slides, line.slice(2))
      else said.push(line.trim())
    }
    const words = said
      .join(' ')
      .split(/\s+/)
      .filter((word) => word !== '')
    for (let from = 0; from < words.length; from += wordsOfCue) {
      const part = words.slice(from, from + wordsOfCue)
      cues.push({ start: time, end: time + part.length / pace, text: part.join(' '), speaker: null })
      time += part.length / pace
    }
    time += pause
  }
  const shown = slides.map((slide, at) => ({
    ...slide,
    spans: [{ start: slide.spans[0]?.start ?? 0, end: slides[at + 1]?.spans[0]?.start ?? time }],
  }))
  const title = facts.title ?? ''
  const passages = collectPassages({
    page: '',
    slides: shown,
    cues,
    said: '',
    language: { source: language, spoken: language },
    trusted: true,
  })
  return {
    title,
    language,
    facts: { speakers: facts.speakers ?? '', event: facts.event ?? '' },
    text: cues.map(({ text }) => text).join(' '),
    passages,
    parts: talkParts({ chapters: [], slides: shown, passages, language, duration: time, session: title }),
  }
}

function showSlide(slides: Slide[], title: string, start: number): void {
  slides.push({
    number: slides.length + 1,
    file: 0,
    title,
    text: title,
    ocr: false,
    links: [],
    spans: [{ start, end: null }],
    picture: null,
  })
}

function addLine(slides: Slide[], line: string): void {
  const slide = slides.at(-1)
  if (slide !== undefined) slides[slides.length - 1] = { ...slide, text: `${slide.text}\n• ${line}` }
}
