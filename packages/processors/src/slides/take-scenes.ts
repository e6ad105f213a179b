import { join } from 'node:path'
import { eachOf, type StepWarning } from '@async-events/core'
import {
  findScenes,
  fingerprintSize,
  placeLimits,
  type Region,
  slideRegion,
  unpackCells,
} from '@async-events/media'
import { findOcr } from '../pdf/find-ocr.ts'
import { tryToRead } from '../pdf/try-to-read.ts'
import type { Frame } from '../video/contract.ts'
import type { SlidesIndex } from './contract.ts'
import { isFilm } from './is-film.ts'
import type { SlidesContext } from './slides-context.ts'
import { slidesCut } from './slides-cut.ts'
import { spansOf } from './spans-of.ts'

const cells = fingerprintSize.width * fingerprintSize.height
/** Share of the place of the slides that moves where the speaker is seen there. */
const mostMoving = 0.35
/** Slides stored, and of those read by OCR, at a time; one takes about a second of a processor. */
const mostSlides = 300
const concurrency = 2

export interface TakenScenes {
  scenes: SlidesIndex['scenes']
  warnings: StepWarning[]
}

/**
 * The slides that only the recording shows: cut out of its pictures, each once, with their text and times. None of a
 * recording of a single picture, and of a moving scene, whose pictures are many, quick and all different.
 */
export async function takeScenes(
  ctx: SlidesContext,
  given: readonly Frame[],
  duration: number | null,
): Promise<TakenScenes> {
  const frames = given.slice(0, placeLimits.frames)
  const moving = everMoving(frames)
  const region = slideRegion(
    frames.map(({ changed }) => without(unpackCells(changed, cells), moving)),
    {
      across: fingerprintSize.width,
      down: fingerprintSize.height,
    },
  )
  for (const [at, { picture }] of frames.entries()) {
    await ctx.artifacts.materialize(picture, `frame-${at}.jpg`)
    ctx.signal.throwIfAborted()
  }
  ctx.progress(20, 'Looking for slides in the recording')
  const { shown, slides } = await findScenes(ctx, {
    folder: ctx.workdir,
    frames: frames.map(({ moving = '' }) =>
      movesIn(unpackCells(moving, cells), region) > mostMoving ? null : moving,
    ),
    region,
  })
  const times = frames.map(({ time }) => time)
  const seconds = (duration ?? times.at(-1) ?? 0) - (times[0] ?? 0)
  if (slides.length < 2 || isFilm(slides.length, seconds)) return { scenes: [], warnings: [] }
  const spans = spansOf(shown, times, duration)
  const { pack } = await findOcr(ctx, ctx.params.source_language)
  const scenes: SlidesIndex['scenes'] = []
  let done = 0
  const few = slides.slice(0, mostSlides)
  await eachOf(few.entries(), concurrency, async ([at]) => {
    const text = pack === null ? null : await tryToRead(ctx, join(ctx.workdir, `text-${at}.jpg`), pack)
    const picture = await ctx.artifacts.put({ file: join(ctx.workdir, `slide-${at}.jpg`) }, 'image/jpeg')
    scenes[at] = { picture, title: text?.title ?? null, text: text?.text ?? '', spans: spans.get(at) ?? [] }
    done += 1
    ctx.progress(30 + (65 * done) / few.length, `${done} of ${few.length} slides`)
  })
  const warnings = slidesCut([
    { name: 'pictures of the recording', taken: frames.length, of: given.length },
    { name: 'slides of the recording', taken: few.length, of: slides.length },
  ])
  return { scenes, warnings }
}

/** Cells that move in any scene, such as a speaker, and those around them: an arm may reach there once. */
function everMoving(frames: readonly Pick<Frame, 'moving'>[]): Uint8Array {
  const { width, height } = fingerprintSize
  const around = new Uint8Array(cells)
  for (const { moving = '' } of frames)
    for (const [cell, moves] of unpackCells(moving, cells).entries()) {
      if (moves !== 1) continue
      const [column, row] = [cell % width, Math.floor(cell / width)]
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y += 1)
        around.fill(1, y * width + Math.max(0, column - 1), y * width + Math.min(width, column + 2))
    }
  return around
}

const without = (changed: Uint8Array, moving: Uint8Array): Uint8Array =>
  changed.map((one, cell) => (moving[cell] === 1 ? 0 : one))

/** Share of the cells of a region that move. */
function movesIn(moving: Uint8Array, { x, y, width, height }: Region): number {
  const { width: across, height: down } = fingerprintSize
  let [count, all] = [0, 0]
  for (let row = Math.floor(y * down); row < Math.min(down, (y + height) * down); row += 1)
    for (let column = Math.floor(x * across); column < Math.min(across, (x + width) * across); column += 1) {
      all += 1
      count += moving[row * across + column] ?? 0
    }
  return all === 0 ? 0 : count / all
}
