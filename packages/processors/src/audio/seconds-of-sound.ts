import type { ArtifactRef, StepContext } from '@async-events/core'
import { findSilences, measureLevels } from '@async-events/media/cut'

/** Longer silences are no pauses of a speaker. */
const pause = 10

/** The time of a recording in which something is to be heard. */
export async function secondsOfSound(
  ctx: Pick<StepContext, 'artifacts' | 'findTool' | 'signal' | 'workdir'>,
  audio: ArtifactRef,
): Promise<number> {
  const levels = await measureLevels(ctx, await ctx.artifacts.materialize(audio, 'sound.flac'))
  return findSilences(levels, pause).reduce((left, { start, end }) => left - (end - start), levels.duration)
}
