import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createExtractive } from '@async-events/ai'
import {
  AppError,
  type ArtifactRef,
  artifactRefSchema,
  type Job,
  readingOrder,
  untraced,
} from '@async-events/core'
import { registry } from '@async-events/processors'
import { runners } from '@async-events/processors/runners'
import { findToolOnPath } from '@async-events/sandbox'
import type { Stack } from '@async-events/stack'
import { type ProcessorDeps, runProcessor } from './run-processor.ts'

type RebuildDeps = Pick<Stack, 'artifacts' | 'claims' | 'jobs' | 'results' | 'templates' | 'clock' | 'log'>

export interface Rebuilt {
  archive: ArtifactRef
  /** Steps that ran again; those before were taken as they are stored. */
  steps: string[]
  /** The step that wrote the document and the engine that did, where it was taken as stored; null when it ran again. */
  kept: { step: string; engine: string } | null
}

/** Processors that write the document of a job. */
const writers: readonly string[] = ['transform', 'summary']

/**
 * Makes the archive of a job once more from what its steps stored, without the step cache; the job stays as it is. The
 * document is written again where the offline engine wrote it: a text model would be asked again, and answer otherwise.
 * Throws `conflict` for a job without an archive, `artifact_missing` where what its steps stored is gone.
 */
export async function rebuildArchive(
  stack: RebuildDeps,
  job: Job,
  { workRoot, templatesDir, signal }: { workRoot: string; templatesDir: string | null; signal: AbortSignal },
): Promise<Rebuilt> {
  const [writer, written] = Object.entries(job.steps).find(([, { name }]) => writers.includes(name)) ?? []
  const { engine } = Object(written?.output) as { engine?: unknown }
  // The talks of a summary may have other results by now.
  const again =
    written?.name === 'transform' && engine === 'extractive' ? ['transform', 'archive'] : ['archive']
  let copy = job
  const steps: string[] = []
  for (const [id, step] of readingOrder(job.steps)) {
    if (!again.includes(step.name) || step.status !== 'completed') continue
    const output = await runAgain({ ...stack, templatesDir }, copy, id, workRoot, signal)
    copy = { ...copy, steps: { ...copy.steps, [id]: { ...step, output } } }
    steps.push(id)
  }
  const packed = Object.values(copy.steps).find(({ name }) => name === 'archive')?.output
  const archive = artifactRefSchema.safeParse((Object(packed) as { archive?: unknown }).archive)
  if (!archive.success || !steps.some((id) => copy.steps[id]?.name === 'archive'))
    throw new AppError('conflict', 'The job has no archive that could be made again.')
  return {
    archive: archive.data,
    steps,
    kept:
      writer !== undefined && typeof engine === 'string' && again.length === 1
        ? { step: writer, engine }
        : null,
  }
}

async function runAgain(
  stack: RebuildDeps & { templatesDir: string | null },
  job: Job,
  id: string,
  workRoot: string,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const name = job.steps[id]?.name === 'transform' ? 'transform' : 'archive'
  const workdir = await mkdtemp(join(workRoot, 'rebuild-'))
  const ignored = { progress: () => {}, log: { info: () => {}, warn: () => {} }, onKept: () => {} }
  try {
    const loaded = { contract: registry[name], run: await runners[name]() }
    const own = { workdir, signal, token: 'rebuild', trace: null, ...ignored }
    const { output } = await runProcessor({ ...offline, ...stack }, loaded as never, job, id, own)
    return output
  } finally {
    await rm(workdir, { recursive: true, force: true })
  }
}

const refuse = async (): Promise<never> => {
  throw new AppError('not_configured', 'Nothing is fetched to make an archive again.')
}

/** Neither network nor cache: what is compared must really have been made again. */
const offline: Omit<ProcessorDeps, keyof RebuildDeps | 'templatesDir'> = {
  cache: {
    get: async () => null,
    put: async () => {},
    touch: async () => {},
    newestMaker: async () => null,
    removeUnused: async () => 0,
    async *artifacts() {},
  },
  cacheMaxAgeMs: 0,
  fetch: refuse,
  openProxy: refuse,
  readPage: refuse,
  textModel: createExtractive(),
  findSpeechEngine: async () => ({ transcriber: null, advice: null }),
  findTool: findToolOnPath(),
  tracing: untraced,
}
