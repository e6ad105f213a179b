import { eachOf, type StepContext } from '@async-events/core'
import { enlargePicture } from '@async-events/media/ocr'
import { findOcr } from '../pdf/find-ocr.ts'
import { tryToRead } from '../pdf/try-to-read.ts'
import type { Frame } from '../video/contract.ts'
import type { boundariesContract, ScheduledTalk } from './contract.ts'
import type { ReadPicture } from './shown-titles.ts'

/** Pictures read for each talk, the nearest to its start; one takes half a second of a processor. */
const mostOfTalk = 40
const concurrency = 2
/** Letters of smaller pictures are too small to be read. Pixels. */
const legible = 800

/** Reads the pictures of a recording around the starts of its talks; none where nothing can read. */
export async function readPictures(
  ctx: Pick<
    StepContext<typeof boundariesContract>,
    'artifacts' | 'findTool' | 'params' | 'signal' | 'workdir'
  >,
  frames: readonly Frame[],
  { talks, reach, duration }: { talks: readonly ScheduledTalk[]; reach: number; duration: number },
): Promise<ReadPicture[]> {
  const wanted = nearStarts(frames, talks, reach)
  if (wanted.length === 0) return []
  const { pack } = await findOcr(ctx, ctx.params.source_language)
  if (pack === null) return []
  const read: ReadPicture[] = []
  // A picture that comes back has the same text.
  const texts = new Map<string, Promise<string>>()
  await eachOf(wanted, concurrency, async (at) => {
    const frame = frames[at]
    if (frame === undefined) return
    const text = texts.get(frame.fingerprint) ?? textOf(ctx, frame, at, pack)
    texts.set(frame.fingerprint, text)
    read.push({ time: frame.time, until: frames[at + 1]?.time ?? duration, text: await text })
  })
  return read.toSorted((a, b) => a.time - b.time)
}

function nearStarts(frames: readonly Frame[], talks: readonly ScheduledTalk[], reach: number): number[] {
  const chosen = new Set<number>()
  for (const { start } of talks) {
    const near = [...frames.keys()]
      .map((at) => ({ at, off: Math.abs((frames[at]?.time ?? 0) - start) }))
      .filter(({ off }) => off <= reach)
      .toSorted((a, b) => a.off - b.off)
    for (const { at } of near.slice(0, mostOfTalk)) chosen.add(at)
  }
  return [...chosen].toSorted((a, b) => a - b)
}

async function textOf(
  ctx: Parameters<typeof readPictures>[0],
  { picture, width }: Frame,
  at: number,
  pack: string,
): Promise<string> {
  const file = await ctx.artifacts.materialize(picture, `picture-${at}.jpg`)
  const legibly = width >= legible ? file : await enlargePicture(ctx, file, `large-${at}.jpg`)
  return (await tryToRead(ctx, legibly, pack))?.text ?? ''
}
