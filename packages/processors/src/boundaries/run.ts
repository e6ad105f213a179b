import { inputsOf, type Runner, StepSkipped } from '@async-events/core'
import { type HeardHall, hearHall } from '@async-events/media/hear-hall'
import { frameSchema, videoContract } from '../video/contract.ts'
import type { boundariesContract } from './contract.ts'
import { mostShift, talksForShift } from './find-shift.ts'
import { fitTalks } from './fit-talks.ts'
import { listeningWindows, partsOf } from './listening-windows.ts'
import { readPictures } from './read-pictures.ts'
import { saidTitles } from './said-titles.ts'
import { shownTitles } from './shown-titles.ts'

const maxJsonBytes = 32 * 1024 * 1024

/** Finds where the talks of a recording begin and end. */
export const runBoundaries: Runner<typeof boundariesContract> = async (ctx) => {
  const { talks, within } = ctx.params
  const [video] = inputsOf(ctx, videoContract)
  if (!video?.audio || video.duration === null) throw new StepSkipped('no_audio')
  const { duration } = video
  const heard = listeningWindows(talks, within, duration)
  if (heard.length === 0) throw new StepSkipped('range_outside_recording')

  const sound = await ctx.artifacts.materialize(video.audio, 'sound.flac')
  const parts = partsOf(heard)
  const found: HeardHall = { voices: [], applause: [] }
  for (const [at, part] of parts.entries()) {
    ctx.progress((70 * at) / parts.length, 'Listening for pauses and applause')
    const { voices, applause } = await hearHall(ctx, sound, part)
    found.voices.push(...voices)
    found.applause.push(...applause)
  }
  ctx.progress(70, 'Looking for titles')
  const frames = video.index
    ? frameSchema.array().parse(JSON.parse(await ctx.artifacts.readText(video.index, maxJsonBytes)))
    : []
  const pictures = await readPictures(
    ctx,
    frames.toSorted((a, b) => a.time - b.time),
    { talks, reach: talks.length < talksForShift ? within : Math.max(within, mostShift), duration },
  )
  const said = await saidTitles(ctx, video.captions, talks)
  ctx.progress(99)
  return {
    output: {
      talks: fitTalks(
        talks,
        { duration, heard, ...found, ...shownTitles(talks, pictures), said },
        { within },
      ),
      heard: Math.round(heard.reduce((sum, { start, end }) => sum + end - start, 0)),
      read: pictures.length,
    },
  }
}

/** What is installed decides what is read. */
runBoundaries.fingerprint = async ({ findTool }) =>
  `tesseract:${findTool('tesseract') === null ? 'missing' : 'there'}`
