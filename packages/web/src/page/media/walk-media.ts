import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { createHeading, type Heading, isHeading, levelOf } from './heading.ts'
import { isBackground, type Place } from './place.ts'
import { findSessionPart } from './session-part.ts'
import { textOf } from './text-of.ts'
import { isMediaLabel } from './wording/media-label.ts'

/** An element that may show or link something, and where it stands. */
export interface Spot {
  element: PageElement
  place: Place
  /** Texts above it that name what follows, the nearest first. */
  headings: readonly Heading[]
  /** Text before it in the same line or paragraph. */
  label: string
  /** Complete only after the walk. */
  paragraph: Paragraph
  /** The nearest `<video>` or `<audio>` around it. */
  player: PageElement | null
}

export interface Paragraph {
  /** Characters that belong to no link. */
  unlinked: number
  /** The last of the text, without links. */
  before: string
}

interface Frame {
  element: PageElement | null
  children: readonly PageNode[]
  next: number
  place: Place
  paragraph: Paragraph
  inLink: boolean
  player: PageElement | null
  /** In force for what comes next inside, the innermost last. */
  headings: Heading[]
  /** Characters of the page up to here. */
  start: number
  /** Links and media up to here. */
  startOfSpots: number
}

const blocks = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const maxSpots = 3_000
const maxBefore = 120

/** Every element of the body that may show or link something, in document order, in one pass. */
export function walkMedia(body: PageElement): Spot[] {
  const part = findSessionPart(body)
  const spots: Spot[] = []
  let chars = 0
  const first: Frame = {
    element: null,
    children: body.children,
    next: 0,
    place: part.place,
    paragraph: { unlinked: 0, before: '' },
    inLink: false,
    player: null,
    headings: [],
    start: 0,
    startOfSpots: 0,
  }
  const open = [first]
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const node = frame.children[frame.next]
    if (node === undefined) {
      open.pop()
      const parent = open.at(-1)
      if (parent && frame.element) leave(frame, frame.element, parent, chars, spots.length)
      continue
    }
    frame.next += 1
    if (node.type === 'text') {
      const length = lengthOf(node.data)
      chars += length
      if (frame.inLink || length === 0) continue
      frame.paragraph.unlinked += length
      frame.paragraph.before = `${frame.paragraph.before}${node.data}`.slice(-maxBefore)
      continue
    }
    if (!isElement(node)) continue
    const { name } = node
    const isPlayer = name === 'video' || name === 'audio'
    // A background video is nothing to look into.
    if (isPlayer && isBackground(node)) continue
    const place = part.placeOf(node, frame.place)
    const paragraph = blocks.has(name) ? { unlinked: 0, before: '' } : frame.paragraph
    if (canHoldMedia(node) && spots.length < maxSpots) {
      const headings = headingsOf(open)
      spots.push({
        element: node,
        place: headings.some((heading) => heading.aboutOthers) ? 'others' : place,
        headings,
        label: frame.paragraph.before.replace(/\s+/g, ' ').trim(),
        paragraph,
        player: frame.player,
      })
      if (name === 'a') paragraph.before = ''
    }
    if (node.children.length === 0) continue
    open.push({
      element: node,
      children: node.children,
      next: 0,
      place,
      paragraph,
      inLink: frame.inLink || name === 'a',
      player: isPlayer ? node : frame.player,
      headings: [],
      start: chars,
      startOfSpots: spots.length,
    })
  }
  return spots
}

/** A heading counts until the next of its level, at most to the end of what it stands in. */
function leave(frame: Frame, element: PageElement, parent: Frame, chars: number, spots: number): void {
  const length = chars - frame.start
  if (isHeading(element)) {
    addHeading(parent, createHeading(textOf(element, 200), levelOf(element)))
    return
  }
  if (spots > frame.startOfSpots || length === 0 || length > 200 || isApart(frame, parent)) return
  // A box around a heading.
  const inner = frame.headings.at(-1)
  if (inner !== undefined) {
    if (length <= inner.text.length + 12) for (const heading of frame.headings) addHeading(parent, heading)
    return
  }
  if (length > 60 || !(blocks.has(element.name) || element.name === 'button')) return
  const text = textOf(element, 80)
  // The first cell of a row, and a line of its own that says `Video` or `Slides:`.
  if (parent.element?.name === 'tr' ? text !== '' : isMediaLabel(text))
    addHeading(parent, createHeading(text, 8))
}

function addHeading(frame: Frame, heading: Heading): void {
  while ((frame.headings.at(-1)?.level ?? 0) >= heading.level) frame.headings.pop()
  if (heading.text !== '') frame.headings.push(heading)
}

function headingsOf(open: readonly Frame[]): Heading[] {
  const found: Heading[] = []
  for (let index = open.length - 1; index >= 0 && found.length < 4; index -= 1) {
    const frame = open[index]
    if (frame === undefined) break
    // The title of the talk says what it is about, not what follows.
    for (let at = frame.headings.length - 1; at >= 0 && found.length < 4; at -= 1) {
      const heading = frame.headings[at]
      if (heading !== undefined && heading.level > 1) found.push(heading)
    }
    if (isApart(frame, open[index - 1])) break
  }
  return found
}

/** A footer is not what the last heading above it is about. */
const isApart = (frame: Frame, parent: Frame | undefined): boolean =>
  parent !== undefined && frame.place !== parent.place && frame.place !== 'speaker'

/** `link` and `meta` of microdata, and other elements, hold no media. */
function canHoldMedia({ name, attribs }: PageElement): boolean {
  if (holders.has(name) || name.includes('-')) return true
  if (name === 'img' || name === 'input') return false
  for (const key in attribs)
    if (key.startsWith('data-') || key === 'class') {
      const value = attribs[key] ?? ''
      if (value.length > 4 && mentionsPlayer.test(value)) return true
      if (key.startsWith('data-') && /youtube|vimeo|yt-?(?:id|video)/.test(key)) return true
    }
  return false
}
const holders = new Set(['a', 'video', 'audio', 'source', 'track', 'iframe', 'embed', 'area'])
const mentionsPlayer = /youtu|vimeo|wistia|dailymotion|twitch\.tv|nicovideo|loom\.com|media\.ccc\.de/i

function lengthOf(text: string): number {
  return text.length > 200 ? text.length : text.trim().length
}
