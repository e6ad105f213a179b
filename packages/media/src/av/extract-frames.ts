import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { chooseScenes } from './choose-scenes.ts'
import { jpegSize } from './jpeg-size.ts'
import { lookAtFrames, mostCandidates } from './look-at-frames.ts'
import type { PictureStream } from './media-probe.ts'
import { readStretches, type Stretch, unseenChanges } from './read-stretches.ts'

/** A picture of the recording at a change of scene. */
export interface SceneFrame {
  /** Seconds from the beginning of the recording. */
  time: number
  /** JPEG in the work folder, at most 1280 pixels wide. */
  file: string
  width: number
  height: number
  /** As `greyFingerprint` makes them of pages. */
  fingerprint: Uint8Array
}

/** 200 in a recording; one in 10 s is what people show, more is likely something that moves. */
const scenes = { most: 200, few: 30, secondsEach: 10 }
/** Frames nearer than this are one; in recordings of more than half an hour, further apart ones too. In seconds. */
const nearest = 0.5
/** Key frames further apart than so many seconds on average tell too little. */
const rarest = 30

/**
 * Takes a picture at each change of scene out of a recording, the first picture always. Only key frames are decoded
 * as long as they show every change; what changed between two is seen at the second and dated by the packets between
 * them. Throws `invalid_media`, `resource_limit`, `tool_missing`.
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
        // Then what the key frames show is what there is.
        if (thrown instanceof AppError && thrown.code === 'resource_limit') return keys
        throw thrown
      })

  const frames: SceneFrame[] = []
  for (const at of chooseScenes(seen, scenes)) {
    const chosen = seen[at]
    const size = chosen && (await sizeOf(chosen.file))
    if (!size) continue
    const { time, file, fingerprint } = chosen
    frames.push({ time: dated(time, seen[at - 1]?.time ?? null, stretches), file, ...size, fingerprint })
  }
  return frames
}

/** When the scene came that a look shows first; `before` is the time of the look before it. */
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
