import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { fingerprintSize } from '../pdf/grey-fingerprint.ts'
import { chooseScenes, type Scene } from './choose-scenes.ts'
import { jpegSize } from './jpeg-size.ts'
import { type Looks, lookAtFrames, mostPictures } from './look-at-frames.ts'
import type { PictureStream } from './media-probe.ts'
import { readStretches, type Stretch, unseenChanges } from './read-stretches.ts'
import { type CellHistory, cellCount, watchBytes, watchCells, watchSize } from './watch-cells.ts'

/** A frame of the recording at a scene change. */
export interface SceneFrame {
  /** Seconds from the start of the recording. */
  time: number
  /** JPEG in the work folder, at most 1280 pixels wide. */
  file: string
  width: number
  height: number
  /** As made for pages by `greyFingerprint`. */
  fingerprint: Uint8Array
  /** 1 for each cell of a fingerprint in which something is new, else 0. */
  changed: Uint8Array
  /** 1 for each cell that moves for much of the scene, such as a speaker, else 0; all 0 where looks are too rare to tell. */
  moving: Uint8Array
}

/** So many that each talk of a day has its own; more is probably motion in the picture. */
const bounds = { mostAnHour: 300, most: 1_000, few: 30, secondsEach: 10 }
/** Minimum distance of frames in seconds; larger for recordings of more than an hour. */
const nearest = 0.5
/** Maximum mean distance of key frames, in seconds. */
const rarest = 30
/** Share of all looks from which on those at key frames are all. */
const nearly = 0.8
/** Seconds for which something new must be there. */
const stays = 1

/**
 * Extracts a frame at each scene change, always the first one. Only key frames are decoded while they show every
 * change and packets tell when it came; else all frames are looked at. A fade is a change in its middle. Throws
 * `invalid_media`, `resource_limit`, `tool_missing`.
 */
export async function extractFrames(
  ctx: ToolContext,
  media: string,
  stream: PictureStream,
  duration: number | null,
  onSeconds: (seconds: number) => void,
): Promise<SceneFrame[]> {
  const spacing = Math.max(nearest, (duration ?? 7_200) / mostPictures)
  const request = { media, stream, spacing, onSeconds }
  const keys = await lookAtFrames(ctx, { ...request, frames: 'keys' })
  const stretches = await readStretches(keys.packets)
  const seconds = duration ?? stretches.at(-1)?.from ?? 0
  const rest = Math.max(1, Math.round(stays / spacing))
  // Of some recordings every frame is a key frame.
  if (keys.seen.length * spacing >= nearly * seconds)
    return await framesOf(keys, await scenesOf(keys, seconds, rest), stretches, rest)
  const ofKeys = await scenesOf(keys, seconds, null)
  const enough = unseenChanges(stretches) === 0 && keys.seen.length * rarest >= seconds
  if (enough && ofKeys.scenes.every((scene) => isDated(scene, keys, stretches)))
    return await framesOf(keys, ofKeys, stretches, 0)
  try {
    const all = await lookAtFrames(ctx, { ...request, frames: 'all' })
    return await framesOf(all, await scenesOf(all, seconds, rest), stretches, rest)
  } catch (thrown) {
    // Then only the key frames are used.
    if (thrown instanceof AppError && thrown.code === 'resource_limit')
      return await framesOf(keys, ofKeys, stretches, 0)
    throw thrown
  }
}

/** `rest` is the number of looks for which something new must be there; null where looks are far from each other. */
async function scenesOf(
  looks: Looks,
  seconds: number,
  rest: number | null,
): Promise<{ scenes: Scene[]; history: CellHistory }> {
  const watch = watchCells(rest ?? 0)
  let count = 0
  const print = new Uint8Array(watchBytes)
  await using handle = await open(looks.prints)
  for (; count < looks.seen.length; count += 1) {
    const { bytesRead } = await handle.read(print, 0, watchBytes, count * watchBytes)
    if (bytesRead < watchBytes) break
    watch.see(print)
  }
  const hours = Math.max(1, seconds / 3600)
  const history = watch.end()
  const chosen = chooseScenes(
    looks.seen.map(({ time }) => time),
    history,
    {
      ...bounds,
      most: Math.min(bounds.most, Math.floor(bounds.mostAnHour * hours)),
      dense: rest !== null,
    },
  )
  return { scenes: chosen, history }
}

/** Whether a key frame was put there for the change, or packets before it tell when it came, or that nothing did. */
function isDated({ at, after }: Scene, { seen }: Looks, stretches: readonly Stretch[]): boolean {
  if (at === 0) return true
  const [before, time] = [seen[after]?.time ?? 0, seen[at]?.time ?? 0]
  const { quiet = false } = stretchBefore(time, stretches) ?? {}
  return quiet || isEarly(before, time, stretches) || changeBetween(before, time, stretches) !== null
}

/** Whether a key frame comes sooner than the encoder's usual distance: then it was put there for a new picture. */
function isEarly(before: number, time: number, stretches: readonly Stretch[]): boolean {
  const lengths = stretches.slice(1).map(({ from }, place) => from - (stretches[place]?.from ?? from))
  return time - before < 0.9 * lengths.reduce((longest, length) => Math.max(longest, length), 0)
}

/** `settles`: looks after which a scene is surely there as it stays. */
async function framesOf(
  { seen, prints }: Looks,
  { scenes: chosen, history }: { scenes: readonly Scene[]; history: CellHistory },
  stretches: readonly Stretch[],
  settles: number,
): Promise<SceneFrame[]> {
  const frames: SceneFrame[] = []
  await using handle = await open(prints)
  for (const [place, scene] of chosen.entries()) {
    const next = chosen[place + 1]?.after ?? seen.length - 1
    const settled = Math.max(scene.at, Math.min(next, scene.at + settles))
    const file = seen[settled]?.file ?? seen.slice(settled).find((look) => look.file !== null)?.file
    const size = file && (await sizeOf(file))
    if (!file || !size) continue
    const print = new Uint8Array(watchBytes)
    await handle.read(print, 0, watchBytes, settled * watchBytes)
    const changed = new Uint8Array(cellCount)
    for (const cell of scene.cells) changed[cell] = 1
    frames.push({
      ...{ time: timeOf(scene, seen, stretches), file, ...size, fingerprint: fingerprintOf(print), changed },
      moving: movingIn(history, scene.at, settles === 0 ? scene.at : next),
    })
  }
  return frames
}

/** Share of a scene's looks from which on a cell moves. */
const mostlyMoves = 0.25

function movingIn({ active }: CellHistory, from: number, to: number): Uint8Array {
  const sums = new Uint16Array(cellCount)
  for (let look = from + 1; look <= to; look += 1)
    for (let cell = 0; cell < cellCount; cell += 1)
      sums[cell] = (sums[cell] ?? 0) + (active[look]?.[cell] ?? 0)
  return Uint8Array.from(sums, (sum) => (to > from && sum > mostlyMoves * (to - from) ? 1 : 0))
}

/** A cut is where a packet says, or at the first look that shows it; a fade is in its middle. */
function timeOf({ at, after }: Scene, seen: Looks['seen'], stretches: readonly Stretch[]): number {
  const [before, time] = [seen[after]?.time ?? 0, seen[at]?.time ?? 0]
  if (at === 0) return time
  if (at - after > 1) return Math.round(500 * (before + time)) / 1000
  return changeBetween(before, time, stretches) ?? time
}

/** When new content came, by the sizes of packets; null where they do not tell. */
function changeBetween(before: number, time: number, stretches: readonly Stretch[]): number | null {
  const { changes = [], quiet = false, loudest = null } = stretchBefore(time, stretches) ?? {}
  const isBetween = (change: number): boolean => change > before && change <= time
  const clear = changes.findLast(isBetween)
  if (clear !== undefined || !quiet || loudest === null || !isBetween(loudest)) return clear ?? null
  // What little there is before a key frame at a cut is the refinement of the picture before.
  return isEarly(before, time, stretches) ? null : loudest
}

const stretchBefore = (time: number, stretches: readonly Stretch[]): Stretch | undefined =>
  stretches.findLast(({ from }) => from < time - 0.001)

/** As `greyFingerprint` makes it. */
function fingerprintOf(print: Uint8Array): Uint8Array {
  const { width, cell } = watchSize
  return new Uint8Array(fingerprintSize.width * fingerprintSize.height).map((_, number) => {
    const start =
      Math.floor(number / fingerprintSize.width) * cell * width + (number % fingerprintSize.width) * cell
    let sum = 0
    for (let row = 0; row < cell; row += 1)
      for (let column = 0; column < cell; column += 1) sum += print[start + row * width + column] ?? 0
    return Math.round(sum / cell ** 2)
  })
}

async function sizeOf(file: string): Promise<{ width: number; height: number } | null> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return null
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0)
    return jpegSize(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}
