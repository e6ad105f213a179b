import { isPageCounter, linesOfBlocks, titleOfBlocks } from '@async-events/media'
import type { Block, Page } from './contract.ts'

/** Fractions of a page's height in which headers and footers stand. */
const margin = { top: 0.13, bottom: 0.86 }
/** Share of a file's slides on which a header or footer stands, and how many slides that are at least. */
const usual = 0.6
const fewest = 3
/** Fractions of the page by which a place may differ, and share by which a font size may. */
const near = { place: 0.015, size: 0.06, sizeOfSame: 0.3 }
/** Share of the words of a footer that are on most pages, where it names the part of the talk. */
const shared = 0.5

type Content = Pick<Page, 'number' | 'title' | 'ocr'> & Partial<Pick<Page, 'blocks'>>

/**
 * Marks headers and footers, and chooses titles that are none: parts that stand in one place in one size on most slides
 * and say the same, whatever their numbers. A slide built up in steps counts once. What stands elsewhere is content,
 * however often it comes, such as the agenda.
 */
export function markRunning<P extends Content>(pages: readonly P[]): P[] {
  const marks = new Set([
    ...findRunning(withoutSteps(pages, true), isHeader),
    // A title may stand over the same words again; what is below them all is no title
    ...findRunning(withoutSteps(pages, false), isFooter),
  ])
  const every = pages.flatMap(({ blocks }) => blocks ?? [])
  const known = new Set([...marks].map(placeKey))
  const marked = new Set(every.filter((block) => marks.has(block) || isMore(block, known, marks)))
  const usualTitle = titlePlace(pages, marked)
  return pages.map((page) => {
    if (page.blocks === undefined) return page
    const blocks = page.blocks.map((block) => (marked.has(block) ? { ...block, running: true } : block))
    return { ...page, blocks, title: titleOf(page, blocks, usualTitle) }
  })
}

/** The last of the steps of each slide; of pages that say the same only the last where `same`. */
function withoutSteps<P extends Content>(pages: readonly P[], same: boolean): P[] {
  return pages.filter((page, index) => {
    const next = pages[index + 1]
    if (next === undefined) return true
    const [own, more] = [bodyOf(page), bodyOf(next)]
    if (!same && own.size === more.size) return true
    return own.size === 0 || [...own].some((line) => !more.has(line)) || firstOf(page) !== firstOf(next)
  })
}

const bodyOf = ({ blocks = [] }: Content): Set<string> =>
  new Set(
    linesOfBlocks(blocks.filter((block) => !isInMargin(block) || !/\d/.test(textOf(block)))).map(wordsOf),
  )

const firstOf = ({ blocks = [] }: Content): string => wordsOf(textOf(blocks[0]))

function findRunning(pages: readonly Content[], stands: (block: Block) => boolean): Block[] {
  const enough = Math.max(fewest, usual * pages.length)
  const standing = pages.flatMap(({ blocks = [] }, page) =>
    blocks.filter(stands).map((block) => ({ block, page, large: mayBeTitle(block, blocks) })),
  )
  const running: Block[] = []
  for (const group of groupsOf(standing)) {
    const pagesOf = (entries: typeof standing) => new Set(entries.map(({ page }) => page)).size
    if (pagesOf(group) < enough) continue
    const counts = Map.groupBy(group, ({ block }) => wordsOf(textOf(block)))
    const common = commonWords(group.map(({ block }) => wordsOf(textOf(block))))
    for (const [words, entries] of counts) {
      // What is largest on its page, and different on every page, is the title
      const isSame = pagesOf(entries) >= enough
      const isPart = !group.some(({ large }) => large) && isMostlyOf(words, common)
      const isTitle = entries.filter(({ large }) => large).length > entries.length / 2
      if ((isSame && !(isTitle && !leavesTitles(entries, pages))) || isPart)
        running.push(...entries.map(({ block }) => block))
    }
  }
  return running
}

/** Parts of one place and size. */
function groupsOf<E extends { block: Block }>(entries: readonly E[]): E[][] {
  const groups: E[][] = []
  for (const entry of entries) {
    const group = groups.find(([first]) => first && isSamePlace(first.block, entry.block))
    if (group) group.push(entry)
    else if (groups.length < 100) groups.push([entry])
  }
  return groups
}

/** On one line, and aligned at the left, at the right or in the middle; a counter may stand at the end of its line. */
function isSamePlace(one: Block, other: Block): boolean {
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= near.place
  const [a, b] = [one.place, other.place]
  // Letters read from a picture have a size that depends on the letters
  const sizes = wordsOf(textOf(one)) === wordsOf(textOf(other)) ? near.sizeOfSame : near.size
  if (!isNear(a.top, b.top) || Math.abs(one.size - other.size) > sizes * one.size) return false
  return isNear(a.left, b.left) || isNear(a.right, b.right) || isNear(a.left + a.right, b.left + b.right)
}

/** Words on most of the lines. */
function commonWords(lines: readonly string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const line of lines)
    for (const word of new Set(line.split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Set([...counts].flatMap(([word, count]) => (count >= usual * lines.length ? [word] : [])))
}

const isMostlyOf = (words: string, common: ReadonlySet<string>): boolean => {
  const own = words.split(' ')
  return own.filter((word) => common.has(word)).length >= shared * own.length
}

/** Whether most of the pages have a title without these parts. */
function leavesTitles(
  entries: readonly { block: Block; page: number }[],
  pages: readonly Content[],
): boolean {
  const titled = entries.filter(
    ({ block, page }) => titleOfBlocks((pages[page]?.blocks ?? []).filter((one) => one !== block)) !== null,
  )
  return titled.length > 0.6 * entries.length
}

/** A counter in the margin, or what is marked elsewhere and stands there again on a step of a slide. */
function isMore(block: Block, known: ReadonlySet<string>, marks: ReadonlySet<Block>): boolean {
  if (!isInMargin(block) || block.rows) return false
  if (isPageCounter(textOf(block)) && /\d/.test(textOf(block))) return true
  return known.has(placeKey(block)) && [...marks].some((mark) => isSamePlace(mark, block))
}

const placeKey = (block: Block): string => wordsOf(textOf(block))

const isHeader = ({ place, kind }: Block): boolean => kind !== 'code' && place.bottom <= margin.top
const isFooter = ({ place, kind }: Block): boolean => kind !== 'code' && place.top >= margin.bottom
const isInMargin = (block: Block): boolean => isHeader(block) || isFooter(block)

const mayBeTitle = (block: Block, blocks: readonly Block[]): boolean =>
  block.place.bottom <= margin.top &&
  block.size >= Math.max(...blocks.map(({ size }) => size)) * (1 - near.size)

/** Place and size that the titles of most pages have; null when they have none in common. */
function titlePlace(pages: readonly Content[], running: ReadonlySet<Block>): Block | null {
  const titles = pages.flatMap(({ blocks = [] }) => {
    const content = blocks.filter((block) => !running.has(block))
    const title = wordsOf(titleOfBlocks(content) ?? '')
    const block = content.find((one) => title !== '' && title.startsWith(wordsOf(textOf(one))))
    return block ? [{ block }] : []
  })
  const [largest = []] = groupsOf(titles).toSorted((one, other) => other.length - one.length)
  return largest.length >= Math.max(fewest, 0.4 * pages.length) ? (largest[0]?.block ?? null) : null
}

function titleOf(page: Content, blocks: readonly Block[], usualTitle: Block | null): string | null {
  const content = blocks.filter(({ running }) => running !== true)
  const own = usualTitle && content.find((block) => isTitleAt(block, usualTitle))
  if (page.ocr && page.title !== null) {
    const running = blocks.filter((block) => block.running === true).map(textOf)
    if (!running.includes(page.title)) return page.title
  }
  const largest = titleOfBlocks(content)
  const text = own?.lines.join(' ')
  if (text !== undefined) return largest?.startsWith(text) ? largest : text
  // Without a title of its own the page keeps what the outline calls it
  return largest ?? (page.title === titleOfBlocks(page.blocks ?? []) ? null : page.title)
}

const isTitleAt = (block: Block, usualTitle: Block): boolean =>
  (block.kind === 'text' || block.kind === 'item') &&
  block.lines.length <= 3 &&
  isSamePlace(block, usualTitle) &&
  /\p{L}{2}/u.test(textOf(block)) &&
  textOf(block).length <= 200 &&
  !isPageCounter(textOf(block))

const textOf = (block: Block | undefined): string => (block ? linesOfBlocks([block]).join(' ') : '')

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
