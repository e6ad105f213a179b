import { decodeFingerprint } from '../transform/slides/fingerprint.ts'
import { sketchOf } from '../transform/slides/sketch.ts'
import type { Frame } from '../video/contract.ts'
import type { SlidesIndex } from './contract.ts'
import { spansOf } from './spans-of.ts'

/** Grey levels by which the cells of two pictures of one slide may differ: at most, and on average. */
const cellNoise = 12
const meanNoise = 2
/** Cells that may differ by more: a pointer, a clock. */
const cellsOff = 4

/** From this many different pictures on, the next limit counts. */
const many = 24
/** Different pictures a minute: no talk turns its slides that quickly for long; a film does. */
const mostPerMinute = 8

/**
 * The pictures of a recording as slides, repeated ones joined. Empty for a recording of a single picture, and for a
 * moving scene, whose pictures are many, quick and all different.
 */
export function scenesOf(frames: readonly Frame[], duration: number | null): SlidesIndex['scenes'] {
  const cells = frames.map(({ fingerprint }) => decodeFingerprint(fingerprint))
  const kinds: { cells: Uint8Array; frame: Frame }[] = []
  const shown = frames.map((frame, index) => {
    const own = cells[index] ?? null
    if (own === null || sketchOf(own) === null) return null
    const known = kinds.findIndex((kind) => isSamePicture(kind.cells, own))
    return known === -1 ? kinds.push({ cells: own, frame }) - 1 : known
  })
  const seconds = (duration ?? frames.at(-1)?.time ?? 0) - (frames[0]?.time ?? 0)
  if (kinds.length < 2 || (kinds.length >= many && kinds.length > (mostPerMinute * seconds) / 60)) return []
  const spans = spansOf(
    shown,
    frames.map(({ time }) => time),
    duration,
  )
  return kinds.map(({ frame }, index) => ({
    picture: frame.picture,
    title: null,
    text: '',
    spans: spans.get(index) ?? [],
  }))
}

function isSamePicture(a: Uint8Array, b: Uint8Array): boolean {
  let sum = 0
  let off = 0
  for (const [index, value] of a.entries()) {
    const difference = Math.abs(value - (b[index] ?? 0))
    sum += difference
    if (difference > cellNoise && ++off > cellsOff) return false
  }
  return sum / a.length <= meanNoise
}
