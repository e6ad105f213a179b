import { createCornerIndex } from './corner-index.ts'
import { describeCorners, descriptorWords } from './describe-corners.ts'
import { findCorners } from './find-corners.ts'
import { fitAskew } from './fit-askew.ts'
import { fitPlacement, mostSeen, type Pair } from './fit-placement.ts'
import { blurred, type Grey, resized } from './grey.ts'
import type { Placement } from './placement.ts'

/** Width of the pictures in which layouts are looked for; the height follows. */
export const pictureWidth = 960
/** Page widths in the picture, as shares of the largest that fits, each 1.2 times the next. */
const scales = Array.from({ length: 8 }, (_, step) => 1.2 ** -step)
/** Bits of 256 that may differ. */
const mostDistance = 60
/** Pages that one corner may point to. */
const mostPages = 6
/** Pixels of a vote's square. */
const square = 32
/** Corners that must agree. */
const fewest = 12

/** Corners of the pages in all sizes that they may have in a picture. */
export interface PageCorners {
  page: Int32Array
  /** In shares of the page. */
  u: Float32Array
  v: Float32Array
  /** Index of `scales`. */
  scale: Uint8Array
  index: ReturnType<typeof createCornerIndex>
  /** Widths and heights in the picture, by scale. */
  sizes: { width: number; height: number }[]
}

/** All pages have about the same `aspect`; `picture` is the size of the pictures of the recording. */
export function indexPages(
  pages: readonly { page: number; picture: Grey }[],
  aspect: number,
  picture: { width: number; height: number },
): PageCorners {
  const largest = Math.min(picture.width, picture.height * aspect)
  const sizes = scales.map((scale) => ({
    width: Math.round(largest * scale),
    height: Math.round((largest * scale) / aspect),
  }))
  const found = pages.flatMap(({ page, picture: grey }) =>
    sizes.map(({ width, height }, scale) => {
      const small = blurred(resized(grey, width, height))
      const corners = findCorners(small, 48, 3)
      return { page, scale, width, height, corners, words: describeCorners(small, corners) }
    }),
  )
  const count = found.reduce((sum, { corners }) => sum + corners.length, 0)
  const words = new Uint32Array(count * descriptorWords)
  const all = {
    page: new Int32Array(count),
    u: new Float32Array(count),
    v: new Float32Array(count),
    scale: new Uint8Array(count),
  }
  let at = 0
  for (const { page, scale, width, height, corners, words: own } of found) {
    words.set(own, at * descriptorWords)
    for (const { x, y } of corners) {
      all.page[at] = page
      all.u[at] = (x + 0.5) / width
      all.v[at] = (y + 0.5) / height
      all.scale[at] = scale
      at += 1
    }
  }
  return { ...all, index: createCornerIndex(words), sizes }
}

/** Where a page may be in a picture, and how many corners say so. */
export interface Sighting {
  placement: Placement
  page: number
  votes: number
}

/**
 * Looks for pages in a picture, wherever they are: each corner that is like one of a page votes for the place and size
 * that the page would have. Votes of all pages count together, since all are shown at the same place. The best first.
 */
export function findPages(pages: PageCorners, picture: Grey, most: number): Sighting[] {
  const small = blurred(picture)
  const corners = findCorners(small, 24, 3)
  const words = describeCorners(small, corners)
  const bins = new Map<number, Pair[]>()
  const across = Math.ceil(picture.width / square) + 2
  const down = Math.ceil(picture.height / square) + 2
  corners.forEach(({ x, y }, corner) => {
    const near: { place: number; distance: number }[] = []
    pages.index.lookUp(words, corner * descriptorWords, (place, distance) => {
      if (distance <= mostDistance) near.push({ place, distance })
    })
    near.sort((a, b) => a.distance - b.distance || a.place - b.place)
    for (const { place } of near.slice(0, mostPages)) {
      const scale = pages.scale[place] ?? 0
      const size = pages.sizes[scale] ?? { width: 1, height: 1 }
      const [u, v] = [pages.u[place] ?? 0, pages.v[place] ?? 0]
      // The centre of the page moves least when its size is not quite right.
      const column = (x + 0.5 - (u - 0.5) * size.width) / square + 0.5
      const row = (y + 0.5 - (v - 0.5) * size.height) / square + 0.5
      const pair: Pair = { corner, x: x + 0.5, y: y + 0.5, u, v, page: pages.page[place] ?? 0 }
      for (const c of [Math.floor(column), Math.floor(column) + 1])
        for (const r of [Math.floor(row), Math.floor(row) + 1]) {
          if (c < 0 || r < 0 || c >= across || r >= down) continue
          const key = (scale * down + r) * across + c
          const known = bins.get(key)
          if (known) known.push(pair)
          else bins.set(key, [pair])
        }
    }
  })
  const peaks = [...bins]
    .map(([key, pairs]) => ({ key, pairs, votes: new Set(pairs.map(({ corner }) => corner)).size }))
    .filter(({ votes }) => votes >= fewest)
    .toSorted((a, b) => b.votes - a.votes || a.key - b.key)
    .slice(0, most)
  return peaks.flatMap(({ key, pairs }) => {
    const scale = Math.floor(key / across / down)
    const { width, height } = pages.sizes[scale] ?? { width: 1, height: 1 }
    const [column, row] = [key % across, Math.floor(key / across) % down]
    const centre = [(column - 0.5) * square, (row - 0.5) * square] as const
    const fitted = fitPlacement(pairs, { x: centre[0] - width / 2, y: centre[1] - height / 2, width, height })
    const upright = fitted === null || fitted.votes < fewest ? [] : [fitted]
    // Of a screen filmed from the side each part has its own scale and votes for another centre.
    const near = new Set<Pair>()
    for (const s of [scale - 1, scale, scale + 1])
      for (let c = column - around; s >= 0 && c <= column + around; c += 1)
        for (let r = row - around; r <= row + around; r += 1)
          if (c >= 0 && r >= 0 && c < across && r < down)
            for (const pair of bins.get((s * down + r) * across + c) ?? []) near.add(pair)
    const leaning = fitAskew([...near], { width, height })
    const askew = leaning === null ? [] : [{ placement: leaning.placement, ...mostSeen(leaning.pairs) }]
    return [...askew, ...upright]
      .filter(({ votes }) => votes >= fewest)
      .filter(
        ({ votes }, at, both) => at > 0 || both.length === 1 || votes > clearlyMore * (both[1]?.votes ?? 0),
      )
  })
}

/** Squares around a peak in which the votes for a leaning page are. */
const around = 2
/** A page that stands upright is seldom a little askew. */
const clearlyMore = 1.3
