import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { chooseScenes } from './choose-scenes.ts'
import { jpegSize } from './jpeg-size.ts'
import { lookAtFrames, mostCandidates } from './look-at-frames.ts'
import type { PictureStream } from './media-probe.ts'
import { readStretches, type Stretch, unseenChanges } from './read-stretches.ts'

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
}

/**
 * Up to 200 an hour, so that each talk of a day has its own; talks show one in 10 s, more is probably motion in the
 * picture.
 */
const scenes = { mostAnHour: 200, most: 1_000, few: 30, secondsEach: 10 }
/** Minimum distance of frames in seconds; larger for recordings of more than half an hour. */
const nearest = 0.5
/** Maximum mean distance of key frames, in seconds. */
const rarest = 30

/**
 * Extracts a frame at each scene change, always the first one. Only key frames are decoded while they show every
 * change; one between two is taken from the second and dated by the packets between. Throws `invalid_media`,
 * `resource_limit`, `tool_missing`.
 */
export async function extractFrames(
  ctx: ToolContext,
  media: string,
  stream: PictureStream,
  duration: number | null,
  onSeconds: (seconds: number) => void,
): Promise<SceneFrame[]> {
  const spacing = Math.max(nearest, (duration ?? 7_200) / mostCandidates)
  const request = { media, stream, spacing, onSeconds }
  const keys = await lookAtFrames(ctx, { ...request, frames: 'keys' })
  const stretches = await readStretches(keys.packets)
  const seconds = duration ?? stretches.at(-1)?.from ?? 0
  const enough = unseenChanges(stretches) === 0 && keys.seen.length * rarest >= seconds
  const { seen } = enough
    ? keys
    : await lookAtFrames(ctx, { ...request, frames: 'all' }).catch((thrown: unknown) => {
        // Then only the key frames are used.
        if (thrown instanceof AppError && thrown.code === 'resource_limit') return keys
        throw thrown
      })

  const frames: SceneFrame[] = []
  const hours = Math.max(1, seconds / 3600)
  const most = Math.min(scenes.most, Math.floor(scenes.mostAnHour * hours))
  for (const at of chooseScenes(seen, { ...scenes, most })) {
    const chosen = seen[at]
    const size = chosen && (await sizeOf(chosen.file))
    if (!size) continue
    const { time, file, fingerprint } = chosen
    frames.push({ time: dated(time, seen[at - 1]?.time ?? null, stretches), file, ...size, fingerprint })
  }
  return frames
}

/** Time of the scene that a frame shows first; `before` is the frame before it. */
function dated(time: number, before: number | null, stretches: readonly Stretch[]): number {
  if (before === null) return time
  const changes = stretches.findLast(({ from }) => from < time - 0.001)?.changes ?? []
  return changes.findLast((change) => change > before && change < time) ?? time
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
