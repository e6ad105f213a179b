import type { PdfIndex } from '../../pdf/contract.ts'

type Page = PdfIndex['pages'][number]

/** Share of the pages of the shorter file that are in the other one, in its order. */
const enough = 0.6
/** Pages with text that a file needs, so that they say which talk it is. */
const fewest = 2
/** Share of the words of two pages that they have in common, and letters that such a page has. */
const alike = { words: 0.75, letters: 12 }
/** Pages of one file that are compared. */
const most = 400

export interface JoinedVersions {
  /** For each file, the index of the file that is shown in its place; its own where it is shown. */
  shownAs: number[]
  /** For `file page` of a file that is not shown, the page that is shown in its place. */
  pages: Map<string, string>
}

/**
 * Finds files that are versions of one deck: draft and final, with and without notes, exported by another program. The
 * one with most pages is shown, of equal ones the last.
 */
export function joinVersions(files: readonly (Pick<PdfIndex, 'pages'> | null)[]): JoinedVersions {
  const shownAs = files.map((_, index) => index)
  const pages = new Map<string, string>()
  const known = files.map((file) => (file?.pages ?? []).slice(0, most).map(contentOf))
  const order = files
    .map((_, index) => index)
    .sort((one, other) => (known[other]?.length ?? 0) - (known[one]?.length ?? 0) || other - one)
  for (const [at, file] of order.entries()) {
    for (const shown of order.slice(0, at)) {
      if (shownAs[shown] !== shown) continue
      const matches = matchPages(known[file] ?? [], known[shown] ?? [])
      if (matches === null) continue
      shownAs[file] = shown
      for (const [own, other] of matches)
        pages.set(`${file} ${pageNumber(files[file], own)}`, `${shown} ${pageNumber(files[shown], other)}`)
      break
    }
  }
  return { shownAs, pages }
}

const pageNumber = (file: Pick<PdfIndex, 'pages'> | null | undefined, index: number): number =>
  file?.pages[index]?.number ?? 0

interface Content {
  words: ReadonlySet<string>
  letters: number
  picture: string | null
}

function contentOf({ title, text, blocks, picture }: Page): Content {
  const content = blocks
    ?.filter(({ running }) => running !== true)
    .flatMap(({ lines, rows }) => rows?.flat() ?? lines)
  const words = new Set(
    `${title ?? ''} ${content?.join(' ') ?? text}`.toLowerCase().match(/\p{L}[\p{L}\p{M}]+|\p{N}+/gu),
  )
  return { words, letters: [...words].join('').length, picture: picture?.sha256 ?? null }
}

/** Pairs of pages of two files, rising in both; null where the files are of different decks. */
function matchPages(few: readonly Content[], many: readonly Content[]): [few: number, many: number][] | null {
  const telling = few.filter(({ letters }) => letters >= alike.letters).length
  if (telling < Math.min(fewest, few.length) || few.length === 0) return null
  const matches: [number, number][] = []
  let from = 0
  for (const [own, page] of few.entries()) {
    const other = many.findIndex((candidate, index) => index >= from && isSame(page, candidate))
    if (other === -1) continue
    matches.push([own, other])
    from = other + 1
  }
  const told = matches.filter(([own]) => (few[own]?.letters ?? 0) >= alike.letters).length
  return matches.length >= enough * few.length && told >= Math.min(fewest, few.length) ? matches : null
}

function isSame(one: Content, other: Content): boolean {
  if (one.picture !== null && one.picture === other.picture) return true
  if (one.words.size === 0 || other.words.size === 0) return false
  let both = 0
  for (const word of one.words) if (other.words.has(word)) both++
  return both >= alike.words * Math.max(one.words.size, other.words.size)
}
