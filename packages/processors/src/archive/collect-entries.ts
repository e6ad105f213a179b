import { inputsOf, type ResultFile, resultFileSchema, type StepContext } from '@async-events/core'
import { z } from 'zod'
import { type AssetParams, transcriptPaths } from '../layout/asset-paths.ts'
import { transformContract } from '../transform/contract.ts'
import { transcriptOfSteps } from '../transform/transcript-of-steps.ts'
import type { ArchiveEntry } from './archive-entry.ts'
import { arrangeEntries } from './arrange-entries.ts'

/** What `collectEntries` reads; a step has it, and so has the end of a job. */
export interface CollectContext {
  params: AssetParams
  inputs: StepContext['inputs']
  artifacts: Pick<StepContext['artifacts'], 'readText'>
}

/** The list of a document's pictures: 150 of them take 60 kB. */
const maxListBytes = 1024 * 1024

/** The files that earlier steps add to the archive: one function per kind, in order of importance. */
export async function collectEntries(ctx: CollectContext): Promise<ArchiveEntry[]> {
  return [...documents(ctx), ...(await pictures(ctx)), ...transcripts(ctx), ...metadata(ctx)]
}

/** The same files as results list them, sorted by path: a job without an archive has them too. */
export async function listFiles(ctx: CollectContext): Promise<ResultFile[]> {
  return arrangeEntries(await collectEntries(ctx)).map(({ path, ref }) => ({ path, ...ref }))
}

function documents(ctx: CollectContext): ArchiveEntry[] {
  return inputsOf(ctx, transformContract).map(({ path, markdown }) => ({ path, ref: markdown }))
}

async function pictures(ctx: CollectContext): Promise<ArchiveEntry[]> {
  const lists = inputsOf(ctx, transformContract).map(async ({ assets }) => {
    const text = await ctx.artifacts.readText(assets, maxListBytes)
    return z.array(resultFileSchema).parse(JSON.parse(text))
  })
  return (await Promise.all(lists)).flat().map(({ path, ...ref }) => ({ path, ref }))
}

/** The transcript of a recording without speech is empty: its files are left out. */
function transcripts(ctx: CollectContext): ArchiveEntry[] {
  const paths = transcriptPaths(ctx.params)
  const said = transcriptOfSteps(ctx)
  if (said === null || said.words === 0) return []
  const { vtt, srt, text, segments } = said
  return [
    { path: paths.vtt, ref: vtt },
    { path: paths.srt, ref: srt },
    { path: paths.text, ref: text },
    { path: paths.segments, ref: segments },
  ]
}

function metadata(ctx: CollectContext): ArchiveEntry[] {
  return inputsOf(ctx, transformContract).map(({ structured_data }) => ({
    path: 'metadata.json',
    ref: structured_data,
  }))
}
