import type { SearchPassage } from '@async-events/core'
import {
  cutSection,
  type Element,
  elementsIn,
  type Line,
  oneLine,
  pathInArchive,
  readDocument,
  type Slide,
  type TalkFacts,
  textOf,
  timeOfLink,
  transcriptHeading,
} from '@async-events/site/documents'
import { picturesOfPages, slidesByPicture } from './slide-passages.ts'

const blocks = new Set(['p', 'li', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'dt', 'dd', 'pre'])

/**
 * The paragraphs of a document. Without its transcript, which is searched line by line, and without the texts of slides that
 * are searched page by page; those of slides that were seen in the recording are slides, too.
 */
export function documentPassages({
  facts,
  markdown,
  path,
  structured,
  lines,
  slides,
  language,
  hasPages,
}: {
  facts: TalkFacts
  markdown: string
  path: string
  structured: unknown
  lines: readonly Line[]
  slides: readonly Slide[]
  language: string
  /** Pages of attachments are searched by themselves. */
  hasPages: boolean
}): SearchPassage[] {
  const root = readDocument(markdown)
  const transcript = lines.length > 0 ? transcriptHeading(structured, lines) : null
  if (transcript !== null) cutSection(root, (text) => oneLine(text) === transcript)
  const pictures = slidesByPicture(slides)
  const ofPages = picturesOfPages(structured)
  const said = new Set(lines.map(({ text }) => text))
  const passages: SearchPassage[] = []
  /** The slide whose block of the document this is. */
  let slide: Slide | null = null
  let heading: SearchPassage | null = null
  for (const element of elementsIn(root)) {
    if (/^h[1-6]$/.test(element.tagName)) slide = null
    const shown = pictureIn(element, path, pictures)
    if (shown !== null) {
      slide = shown
      if (heading !== null) toSlide(heading, shown)
    }
    const text = blockText(element)
    if (text === '' || said.has(text)) continue
    const passage: SearchPassage = {
      kind: 'document',
      language,
      text,
      times: timesIn(element, facts),
      slide: null,
    }
    if (slide !== null) toSlide(passage, slide)
    heading = /^h[3-6]$/.test(element.tagName) ? passage : heading
    passages.push(passage)
  }
  const isOfPage = ({ slide: number }: SearchPassage): boolean =>
    hasPages &&
    slides.some((one) => one.number === number && one.picture !== null && ofPages.has(one.picture))
  return passages.filter((passage) => passage.kind === 'document' || !isOfPage(passage))
}

function toSlide(passage: SearchPassage, { number, times }: Slide): void {
  const [first] = times
  passage.kind = 'slide'
  passage.slide = number
  passage.times = first === undefined ? [] : [[0, first]]
}

/** The text of a block that holds no other one. */
function blockText(element: Element): string {
  if (!blocks.has(element.tagName)) return ''
  return [...elementsIn(element)].some(({ tagName }) => blocks.has(tagName)) ? '' : oneLine(textOf(element))
}

function pictureIn(element: Element, document: string, pictures: ReadonlyMap<string, Slide>): Slide | null {
  if (element.tagName !== 'img' || typeof element.properties.src !== 'string') return null
  return pictures.get(pathInArchive(document, element.properties.src) ?? '') ?? null
}

/** The first time that it links to. */
function timesIn(element: Element, facts: TalkFacts): [number, number][] {
  for (const { tagName, properties, children } of elementsIn(element)) {
    if (tagName !== 'a' || typeof properties.href !== 'string') continue
    const text = children.map(textOf).join('')
    const seconds = timeOfLink(text, properties.href, facts.recording?.address ?? null)
    if (seconds !== null) return [[0, seconds]]
  }
  return []
}
