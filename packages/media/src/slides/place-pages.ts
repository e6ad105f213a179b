import { join } from 'node:path'
import { choosePages, enough } from './choose-pages.ts'
import { pictureWidth } from './find-layouts.ts'
import type { Grey } from './grey.ts'
import { loadGrey } from './load-grey.ts'
import { type Compared, compareWithPages } from './match-frames.ts'
import { preparePages } from './page-set.ts'
import type { PlacedPages, PlaceRequest } from './place-messages.ts'
import { likenessOf } from './sheet.ts'

interface LoadedPage {
  /** Index in the request. */
  page: number
  file: number
  picture: Grey
}

/** Likeness of pages that are the same, in two encodings. */
const same = 0.985
/** Pages within this ratio of their width by height stand at the same places. */
const sameAspect = 1.04

/** Finds which page each picture of a recording shows. Decodes pictures of strangers: runs in a child process. */
export async function placePages(
  { folder, pages, frames }: PlaceRequest,
  onShare: (share: number) => void,
): Promise<PlacedPages> {
  const loaded: LoadedPage[] = []
  for (const [page, file] of pages.entries()) {
    const picture = await loadGrey(join(folder, `page-${page}.jpg`), pictureWidth)
    if (picture !== null) loaded.push({ page, file, picture })
  }
  const groups = byAspect(loaded)
  const parts: (Compared & { pages: number[] })[] = []
  const twins: PlacedPages['twins'] = []
  for (const [at, group] of groups.entries()) {
    const { own, doubled } = withoutTwins(group.pages, group.aspect)
    twins.push(...doubled)
    const compared = await compareWithPages(
      own.map(({ picture }) => picture),
      group.aspect,
      frames,
      (frame) => loadGrey(join(folder, `frame-${frame}.jpg`), pictureWidth),
      (share) => onShare((at + share) / groups.length),
    )
    parts.push({ ...compared, pages: own.map(({ page }) => page) })
  }
  const numbers = parts.flatMap((part) => part.pages)
  // In the order of the files, whatever the form of the pages.
  const order = numbers.map((_, at) => at).toSorted((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
  const likeness = Array.from({ length: frames }, (_, frame) => {
    const row = parts.flatMap((part) => [...(part.likeness[frame] ?? [])])
    return Float32Array.from(order, (at) => row[at] ?? -1)
  })
  const details = Array.from({ length: frames }, (_, frame) => {
    const row = parts.flatMap((part) => part.details[frame] ?? [])
    return order.map((at) => row[at] ?? null)
  })
  const sheets = parts.flatMap(({ set }, part) =>
    set.sheets.map((sheet) => ({ part, sheet, weights: set.weights })),
  )
  const difference = (a: number, b: number): number => {
    const [one, other] = [sheets[order[a] ?? 0], sheets[order[b] ?? 0]]
    if (!one || !other || one.part !== other.part) return 1
    return Math.max(0, Math.min(1, 1 - likenessOf(one.sheet, other.sheet, one.weights)))
  }
  const chosen = choosePages(likeness, difference, details)
  return {
    kind: 'placed',
    shown: chosen.map((one) => one && { ...one, page: numbers[order[one.page] ?? 0] ?? 0 }),
    twins,
    likely: likeness.filter((row) => row.some((value) => value >= enough)).length,
  }
}

function byAspect(pages: readonly LoadedPage[]): { aspect: number; pages: LoadedPage[] }[] {
  const groups: { aspect: number; pages: LoadedPage[] }[] = []
  for (const page of pages) {
    const aspect = page.picture.width / page.picture.height
    const known = groups.find((group) => Math.max(group.aspect / aspect, aspect / group.aspect) < sameAspect)
    if (known) known.pages.push(page)
    else groups.push({ aspect, pages: [page] })
  }
  return groups.toSorted((a, b) => b.pages.length - a.pages.length).slice(0, mostForms)
}

/** Forms of pages that are looked for: decks have one or two. */
const mostForms = 3

/** Two versions of a deck have pages in common, of which neither is more right. */
function withoutTwins(
  pages: readonly LoadedPage[],
  aspect: number,
): { own: LoadedPage[]; doubled: PlacedPages['twins'] } {
  if (new Set(pages.map(({ file }) => file)).size < 2) return { own: [...pages], doubled: [] }
  const { sheets } = preparePages(
    pages.map(({ picture }) => picture),
    aspect,
  )
  const even = new Float32Array(sheets[0]?.energy.length ?? 0).fill(1)
  const doubled: PlacedPages['twins'] = []
  const own = pages.filter(({ page, file }, at) => {
    const sheet = sheets[at]
    const of = pages.findIndex((other, place) => {
      const compared = sheets[place]
      return other.file < file && sheet && compared && likenessOf(sheet, compared, even) >= same
    })
    const twin = pages[of]
    if (twin === undefined) return true
    doubled.push({ page, of: twin.page })
    return false
  })
  return { own, doubled }
}
