import type { CheerioAPI } from 'cheerio/slim'
import { bodyOf, type PageNode } from '../tree/bounded-page.ts'
import { featureCount, featuresOf, type PageHints } from './block-features.ts'
import { type Block, mark, type PageBlocks, readBlocks } from './blocks.ts'
import { chooseBlocks, keepUnitsWhole } from './choose-blocks.ts'
import { dropAsides } from './drop-asides.ts'
import { keepNodes } from './keep-nodes.ts'
import { keepProse } from './keep-prose.ts'
import { readTextModel } from './text-model.ts'

export interface MainTextOptions {
  /** Elements that only repeat facts read elsewhere. */
  factElements: ReadonlySet<PageNode>
  /** Of the session that the page describes; null for an article or any other page. */
  session: SessionHints | null
  /** A file of text that was made a page: nothing stands around it. */
  whole: boolean
  hints: PageHints
}

/** What is known of the session whose page it is. */
export interface SessionHints {
  title: string | null
  speakers: readonly string[]
}

export interface MainText {
  nodes: PageNode[]
  /** Less than a tenth of the unlinked text was taken. */
  little: boolean
}

const model = readTextModel(featureCount)

/** Unlinked characters; on a shorter page every sentence counts. */
const shortPage = 2_000
/** A smaller share of the unlinked text is a reason to doubt. */
const leastShare = 0.1

/** Leaves of the page's body its main text. Mutates the tree. */
export function extractMainText($: CheerioAPI, options: MainTextOptions): MainText {
  const body = bodyOf($)
  if (!body) return { nodes: [], little: false }
  const page = readBlocks(body, options.factElements)
  const kept = options.whole ? page.blocks.map(() => true) : keptBlocks(page, options.hints, options.session)
  const all = unlinked(page.blocks.filter(({ nodes }) => nodes.length > 0))
  const left = page.blocks.filter(({ nodes }, index) => kept[index] && nodes.length > 0)
  // A menu alone is no text.
  if (left.every(({ frame }) => frame.marks & mark.nav)) return { nodes: [], little: all > 0 }
  const text = new Set(left.flatMap(({ nodes }) => nodes))
  keepNodes(body, text, options.factElements)
  return { nodes: body.children, little: unlinked(left) < all * leastShare }
}

function keptBlocks(page: PageBlocks, hints: PageHints, session: SessionHints | null): boolean[] {
  const rows = featuresOf(page, model, hints)
  const scores = Float32Array.from(page.blocks, (_block, index) => model.score(rows, index * featureCount))
  const kept = chooseBlocks(page.blocks, scores)
  if (session !== null || unlinked(page.blocks) < shortPage)
    keepProse(page.blocks, scores, kept, session?.speakers ?? [])
  keepUnitsWhole(page.blocks, kept)
  if (session !== null) dropAsides(page.blocks, scores, kept, session.title)
  return kept
}

const unlinked = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { chars, linkChars }) => sum + chars - linkChars, 0)
