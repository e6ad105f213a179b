import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileStore, stepArtifacts } from '@async-events/artifacts'
import type {
  ArtifactRef,
  KeptParts,
  ProcessorContract,
  StepArtifacts,
  StepContext,
  StepInput,
  TextModel,
  Transcriber,
} from '@async-events/core'
import { AppError, type FindTool, type OpenProxy, type SafeFetch } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { createPageReader } from '@async-events/web'
import type { z } from 'zod'
import { ownsNothing } from './owns-nothing.ts'
import { pageResult } from './page-result.ts'
import { processesIn } from './processes-in.ts'

export interface Bench {
  artifacts: StepArtifacts
  /** Every file that the store holds now, half-written ones too. */
  files(): Promise<string[]>
  context<C extends ProcessorContract>(
    contract: C,
    given: {
      params: z.input<C['params']>
      inputs?: StepInput[]
      textModel?: TextModel
      transcriber?: Transcriber | null
      kept?: KeptParts
      transcriberAdvice?: string | null
      findTool?: FindTool
      fetch?: SafeFetch
      openProxy?: OpenProxy
      signal?: AbortSignal
      progress?: (percent: number, message?: string) => void
    },
  ): StepContext<C>
  /** Removes the folder. Throws where a step has left a process behind. */
  close(): Promise<void>
}

/** What a worker gives a runner, over a temporary folder. */
export async function createBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'processors-'))
  const store = await createFileStore(join(folder, 'store'))
  const artifacts = stepArtifacts(store, 'public', folder)
  const reader = createPageReader()
  return {
    artifacts,
    files: async () => {
      const found = await readdir(join(folder, 'store'), { recursive: true, withFileTypes: true })
      return found.filter((entry) => entry.isFile()).map((entry) => entry.name)
    },
    context: (contract, given) => ({
      params: contract.params.parse(given.params) as never,
      inputs: given.inputs ?? [],
      workdir: folder,
      signal: given.signal ?? new AbortController().signal,
      progress: given.progress ?? (() => {}),
      log: { info: () => {}, warn: () => {} },
      fetch: given.fetch ?? (() => Promise.reject(new AppError('host_not_found'))),
      openProxy: given.openProxy ?? (() => Promise.reject(new AppError('destination_not_allowed'))),
      readPage: reader.read,
      artifacts,
      kept: given.kept ?? keptInMemory(),
      textModel: given.textModel ?? silentModel,
      transcriber: given.transcriber ?? null,
      transcriberAdvice: given.transcriberAdvice ?? null,
      findTool: given.findTool ?? findToolOnPath(),
      templatesDir: null,
      ...ownsNothing,
    }),
    close: async () => {
      await reader.close()
      const left = processesIn(folder)
      await rm(folder, { recursive: true, force: true })
      if (left.length > 0) throw new Error(`Still running: ${left.join(', ')}`)
    },
  }
}

/** What attempts keep for each other, in a map. */
export function keptInMemory(parts = new Map<string, string>()): KeptParts {
  return {
    get: async (key) => JSON.parse(parts.get(key) ?? 'null'),
    put: async (key, value) => void parts.set(key, JSON.stringify(value)),
  }
}

/** Has nothing to say. */
export const silentModel: TextModel = {
  name: 'silent',
  fill: async ({ fields, sourceLanguage }) => ({
    values: Object.fromEntries(fields.map(({ name }) => [name, ''])),
    evidence: {},
    gists: [],
    language: sourceLanguage,
    warnings: [],
    usage: null,
  }),
}

export const completed = (processor: string, output: unknown): StepInput => ({
  step: processor,
  processor,
  status: 'completed',
  output,
  error: null,
  reason: null,
})

export const failed = (processor: string, code: string, message: string): StepInput => ({
  step: processor,
  processor,
  status: 'failed',
  output: null,
  error: { code, message, retryable: false },
  reason: null,
})

export const skipped = (processor: string, reason: string): StepInput => ({
  step: processor,
  processor,
  status: 'skipped',
  output: null,
  error: null,
  reason,
})

/** Output of `scrape` for a page with this main text. */
export const scraped = (text: ArtifactRef, chars: number, more: Record<string, unknown> = {}): StepInput =>
  completed('scrape', { ...pageResult({ language: 'en', text, text_chars: chars }), ...more })
