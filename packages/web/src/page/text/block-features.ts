import { alikeKey } from './alike-key.ts'
import { type Block, type Frame, mark, type PageBlocks } from './blocks.ts'
import { findCore } from './find-core.ts'
import { wordsOfNames, wordsOfText } from './words.ts'

/** How much a word speaks for content, as log odds. */
export interface Lexicon {
  /** Of class names and ids. */
  names: ReadonlyMap<string, number>
  /** Of texts. */
  words: ReadonlyMap<string, number>
}

/** What the head of the page says about it. */
export interface PageHints {
  title: string
  /** `og:` with `og:type`, and the types of the linked data, in lower case. */
  types: ReadonlySet<string>
}

/** Words of a longer block are read up to here. */
const readChars = 400

const elementNames = [
  'p',
  'li',
  'div',
  'td',
  'pre',
  'dd',
  'figcaption',
  'label',
  'button',
  'span',
  'section',
  'article',
]
const marks = Object.values(mark)
const neighbours = [-3, -2, -1, 1, 2, 3]
const levels = 5

/** Numbers in a row: those of the block, its place, its containers, its neighbours, the page. The model knows their order. */
export const featureCount =
  16 +
  1 +
  elementNames.length +
  7 +
  2 +
  1 +
  marks.length +
  6 +
  levels * 6 +
  4 +
  5 +
  neighbours.length * 5 +
  3 +
  14

interface Basic {
  heading: number
  wordMean: number
  wordLeast: number
}

/** A row of `featureCount` numbers for each block, one after the other. */
export function featuresOf({ blocks, frames }: PageBlocks, lexicon: Lexicon, hints: PageHints): Float32Array {
  const rows = new Float32Array(blocks.length * featureCount)
  let at = 0
  const put = (value: number): void => {
    rows[at++] = value
  }
  scoreNames(frames, lexicon)
  const top = frames[0]
  const total = Math.max(1, top?.chars ?? 0)
  const core = findCore(blocks, frames)
  const corePath = new Set<Frame>()
  for (let frame: Frame | null = core; frame; frame = frame.parent) corePath.add(frame)
  const copies = new Map<string, number>()
  for (const { text } of blocks) copies.set(text, (copies.get(text) ?? 0) + 1)
  const seen = new Map<string, number>()
  const alike = groupAlike(blocks)
  const basics: Basic[] = []
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block
    at = index * featureCount
    basics.push(putBasic(block, lexicon, put))
  }
  const basicEnd = 16 + 1 + elementNames.length
  const headings = basics.reduce((count, { heading }) => count + (heading > 0 ? 1 : 0), 0)
  const titleAt = findTitle(blocks, hints.title)
  let titleChars = 0
  for (let index = 0; index < titleAt; index++) titleChars += (blocks[index] as Block).chars
  let articles = 0
  let main = 0
  for (const frame of frames) {
    if (frame.element.name === 'article') articles++
    main |= frame.marks & mark.main
  }
  const kind = kindOf(hints.types)

  let before = 0
  let proseBefore = 0
  let headingAt = -1
  let sinceHeading = 0
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block
    const { frame } = block
    at = index * featureCount + basicEnd
    // Place
    put(index / blocks.length)
    put(before / total)
    put(index)
    put(blocks.length - index)
    put(titleAt < 0 ? -2 : (before - titleChars) / total)
    put(titleAt < 0 ? 0 : index - titleAt)
    put(proseBefore / total)
    // Copies of the text
    const nth = (seen.get(block.text) ?? 0) + 1
    seen.set(block.text, nth)
    put(nth)
    put(copies.get(block.text) ?? 1)
    // Containers
    put(frame.depth)
    for (const bit of marks) put(frame.marks & bit ? 1 : 0)
    let least = 9
    let most = -9
    let sum = 0
    for (let up: Frame | null = frame; up; up = up.parent) {
      if (up.nameScore < least) least = up.nameScore
      if (up.nameScore > most) most = up.nameScore
      sum += up.nameScore
    }
    put(frame.nameScore)
    put(frame.parent?.nameScore ?? 0)
    put(frame.parent?.parent?.nameScore ?? 0)
    put(least)
    put(most)
    put(sum)
    let level: Frame | null = frame
    for (let step = 0; step < levels; step++) {
      if (level === null) {
        for (let left = 0; left < 6; left++) put(-1)
        continue
      }
      const chars = Math.max(1, level.chars)
      put(Math.log1p(level.chars))
      put(level.linkChars / chars)
      put(Math.log1p(level.blocks))
      put(level.longChars / chars)
      put(level.chars / total)
      put(level.twins)
      level = level.wider
    }
    // The container of most of the prose
    let common: Frame | null = frame
    while (common && !corePath.has(common)) common = common.parent
    put((core?.depth ?? 0) - (common?.depth ?? 0))
    put(common === core ? 1 : 0)
    put((core?.chars ?? 0) / total)
    put(frame.depth - (common?.depth ?? 0))
    // The heading above
    const head = headingAt < 0 ? undefined : basics[headingAt]
    put(head?.wordMean ?? 0)
    put(head?.wordLeast ?? 0)
    put(head?.heading ?? 0)
    put(Math.log1p(sinceHeading))
    put(headingAt < 0 ? -1 : index - headingAt)
    for (const offset of neighbours) {
      const other = blocks[index + offset]
      const basic = basics[index + offset]
      if (!other || !basic) {
        put(-1)
        put(-1)
        put(-1)
        put(0)
        put(0)
        continue
      }
      put(Math.log1p(other.chars))
      put(other.linkChars / other.chars)
      put(basic.heading)
      put(basic.wordMean)
      put(other.frame === frame || other.frame.parent === frame.parent ? 1 : 0)
    }
    // Blocks in the same markup
    const group = alike[index] as Group
    put(Math.log1p(group.blocks))
    put(Math.log1p(group.chars / group.blocks))
    put(group.linkChars / group.chars)
    // The page
    put(Math.log1p(total))
    put((top?.linkChars ?? 0) / total)
    put((top?.longChars ?? 0) / total)
    put(Math.log1p(blocks.length))
    put(articles)
    put(main === 0 ? 0 : 1)
    put(headings / blocks.length)
    for (const value of kind) put(value)

    before += block.chars
    if (block.chars > 80 && block.linkChars < block.chars * 0.3) proseBefore += block.chars
    if ((basics[index] as Basic).heading > 0) {
      headingAt = index
      sinceHeading = 0
    } else sinceHeading += block.chars
  }
  return rows
}

interface Group {
  blocks: number
  chars: number
  linkChars: number
}

/** For each block, all blocks in containers of the same names: the cards of a list. */
function groupAlike(blocks: readonly Block[]): Group[] {
  const groups = new Map<string, Group>()
  return blocks.map((block) => {
    const { chars, linkChars } = block
    const key = alikeKey(block)
    const group = groups.get(key) ?? { blocks: 0, chars: 0, linkChars: 0 }
    groups.set(key, group)
    group.blocks += 1
    group.chars += chars
    group.linkChars += linkChars
    return group
  })
}

function putBasic(block: Block, lexicon: Lexicon, put: (value: number) => void): Basic {
  const { text, chars, linkChars, frame } = block
  let digits = 0
  let upper = 0
  let stops = 0
  let commas = 0
  let letters = 0
  let wide = 0
  let money = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 97 && code <= 122) letters++
    else if (code >= 65 && code <= 90) {
      upper++
      letters++
    } else if (code >= 48 && code <= 57) digits++
    else if (code === 46 || code === 33 || code === 63 || code === 0x3002) stops++
    else if (code === 44 || code === 59 || code === 0x3001) commas++
    else if (code === 36 || code === 0x20ac || code === 0xa3 || code === 0xa5) money = 1
    else if (code > 0x2e80) wide++
    else if (code > 127) letters++
  }
  const words = wordsOfText(chars > readChars ? text.slice(0, readChars) : text)
  let sum = 0
  let least = 0
  let most = 0
  for (const word of words) {
    const score = lexicon.words.get(word)
    if (score === undefined) continue
    sum += score
    if (score < least) least = score
    if (score > most) most = score
  }
  const mean = sum / Math.max(1, words.length)
  const count = Math.max(1, (words.length * chars) / Math.min(chars, readChars) + wide / 2)
  const { name } = frame.element
  const heading = name.length === 2 && name[0] === 'h' ? (name.charCodeAt(1) - 48) % 10 : 0
  const last = text.charCodeAt(text.length - 1)
  put(Math.log1p(chars))
  put(Math.log1p(count))
  put(linkChars / chars)
  put(stops / count)
  put(commas / count)
  put(digits / chars)
  put(upper / Math.max(1, letters))
  put(letters / count)
  put(last === 46 || last === 33 || last === 63 || last === 0x3002 ? 1 : 0)
  put(last === 58 ? 1 : 0)
  put(heading)
  put(wide / chars)
  put(mean)
  put(least)
  put(most)
  put(sum)
  put(money)
  for (const each of elementNames) put(name === each ? 1 : 0)
  return { heading, wordMean: mean, wordLeast: least }
}

function scoreNames(frames: readonly Frame[], lexicon: Lexicon): void {
  const known = new Map<string, number>()
  for (const frame of frames) {
    frame.nameScore = known.get(frame.names) ?? scoreOf(frame.names, lexicon)
    known.set(frame.names, frame.nameScore)
  }
}

/** The strongest words for and against decide. */
function scoreOf(names: string, lexicon: Lexicon): number {
  let least = 0
  let most = 0
  for (const word of wordsOfNames(names)) {
    const score = lexicon.names.get(word) ?? 0
    if (score < least) least = score
    if (score > most) most = score
  }
  return least + most
}

/** Index of the block that is most likely the page's title, or -1. */
function findTitle(blocks: readonly Block[], title: string): number {
  const whole = title.toLowerCase()
  let found = -1
  let best = 0
  blocks.forEach((block, index) => {
    if (block.chars > 300) return
    const { name } = block.frame.element
    const rank = name === 'h1' ? 2 : /^h[2-6]$/.test(name) ? 1 : 0
    const inTitle = block.chars > 5 && whole.includes(block.text.toLowerCase())
    const score = rank + (inTitle ? 1 + Math.min(rank, 1) + block.chars / 200 : 0)
    if (score > best) {
      best = score
      found = index
    }
  })
  return found
}

function kindOf(types: ReadonlySet<string>): number[] {
  const has = (...names: string[]): number => (names.some((name) => types.has(name)) ? 1 : 0)
  return [
    has('article', 'newsarticle', 'blogposting', 'og:article', 'techarticle'),
    has('product', 'og:product', 'productgroup'),
    has('discussionforumposting', 'qapage', 'question'),
    has('itemlist', 'collectionpage'),
    has('og:website'),
    has('organization', 'localbusiness', 'service', 'softwareapplication'),
    types.size,
  ]
}
