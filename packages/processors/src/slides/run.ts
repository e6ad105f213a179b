import { indexMediaType, inputsOf, type Runner } from '@async-events/core'
import { pdfContract, pdfIndexSchema } from '../pdf/contract.ts'
import { talkOfRecording } from '../transform/document/talk-of-recording.ts'
import { frameSchema, videoContract } from '../video/contract.ts'
import type { SlidesIndex, slidesContract } from './contract.ts'
import { type Deck, type FoundPages, findPages } from './find-pages.ts'
import { isPaper } from './is-paper.ts'
import { type TakenScenes, takeScenes } from './take-scenes.ts'

/** As much as the document reads of them. */
const maxJsonBytes = 32 * 1024 * 1024

const nothing: FoundPages & TakenScenes = { pages: [], scenes: [], warnings: [] }

/** Finds when each slide is shown. Without slide files the pictures of the recording become the slides. */
export const runSlides: Runner<typeof slidesContract> = async (ctx) => {
  const [video = null] = inputsOf(ctx, videoContract)
  const stored = video?.index
    ? frameSchema.array().parse(JSON.parse(await ctx.artifacts.readText(video.index, maxJsonBytes)))
    : []
  const talk = talkOfRecording(ctx.params, null, {
    video,
    frames: stored.toSorted((a, b) => a.time - b.time),
  })
  const decks: Deck[] = []
  const files = new Map(inputsOf(ctx, pdfContract).map((pdf) => [pdf.index.sha256, pdf.index]))
  for (const [file, ref] of files) {
    const index = pdfIndexSchema.parse(JSON.parse(await ctx.artifacts.readText(ref, maxJsonBytes)))
    if (index.pages.length > 0 && !isPaper(index)) decks.push({ file, index })
  }
  const duration = talk.video?.duration ?? null
  const found =
    talk.frames.length === 0
      ? nothing
      : decks.length > 0
        ? { ...nothing, ...(await findPages(ctx, decks, talk.frames, duration)) }
        : { ...nothing, ...(await takeScenes(ctx, talk.frames, duration)) }
  const { pages, scenes, warnings } = found
  const index: SlidesIndex = { pages, scenes }
  ctx.progress(100)
  return {
    output: {
      index: await ctx.artifacts.put(JSON.stringify(index), indexMediaType),
      pages: pages.length,
      scenes: scenes.length,
    },
    warnings,
  }
}

/** What is installed decides what is read of slides that only the recording shows. */
runSlides.fingerprint = async ({ findTool }) =>
  `tesseract:${findTool('tesseract') === null ? 'missing' : 'there'}`
