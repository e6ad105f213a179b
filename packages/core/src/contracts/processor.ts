import type { z } from 'zod'
import type { ArtifactRef } from '../domain/artifact.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { JobError, QueueName, StepStatus } from '../domain/job/job.ts'
import type { StepWarning } from '../domain/warnings.ts'
import type { StepArtifacts } from '../ports/artifact-store.ts'
import type { OpenProxy, SafeFetch } from '../ports/fetch.ts'
import type { FinishedJobs } from '../ports/finished-jobs.ts'
import type { KeptParts } from '../ports/kept-parts.ts'
import type { Logger } from '../ports/logger.ts'
import type { ReadPage } from '../ports/read-page.ts'
import type { OwnTemplates } from '../ports/template-store.ts'
import type { TextModel } from '../ports/text-model.ts'
import type { Transcriber } from '../ports/transcriber.ts'

/** The single source of a processor's truth: validation, routing, documentation and the start-up check come from it. */
export interface ProcessorContract<P extends z.ZodObject = z.ZodObject, R extends z.ZodObject = z.ZodObject> {
  name: string
  /** One sentence for `docs/processors.md`. */
  summary: string
  queue: QueueName
  /** Raise it when the same input would give another result; part of the cache key. */
  version: number
  /** What the processor reads of the job's parameters; nothing else reaches the runner. */
  params: P
  /** Processors whose settled steps upstream reach the runner as `inputs`, or all; part of the cache key. */
  reads: readonly string[] | 'all'
  /**
   * Name of the parameter that holds the URL to fetch, such as `video_url`; absent when the processor fetches nothing.
   * The first step of a `standalone` job gets the job's source there.
   */
  source?: string
  /** So costly that equal steps at the same time wait for the outcome of one of them. */
  shared?: true
  /** Makes the processor a job type of that name with one `source`; absent: only pipelines use it. */
  standalone?: Standalone<R>
  /** Engines that the runner asks: their names are part of the cache key. */
  engines: readonly EngineName[]
  /** The step's output, at most 64 kB of JSON: references and small values. */
  result: R
  timeoutMs: number
  /** What a step costs, relative to other processors (reading a page: 3): its share of a job's progress. */
  weight: number
  retry: { attempts: number; backoffMs: number }
  errors: readonly ErrorCode[]
}

/** A job type of one processor: the steps before it, the processor's step, then the archive. */
export interface Standalone<R extends z.ZodObject = z.ZodObject> {
  /** Processors whose steps come before, each needing the one before it. The first of the chain needs a `source`. */
  after: readonly string[]
  /** What a caller may set in addition to `source`, `name`, `use_cache` and `create_archive`. */
  parameters: z.ZodObject
  /** One sentence about the source, for the OpenAPI document. */
  reads: string
  /** The files of its result, by paths within the job's folder. Absent: it writes a document, as `transform` does. */
  files?(output: z.output<R>, artifacts: Pick<StepArtifacts, 'readText'>): Promise<MadeFile[]>
}

/** A file of a processor: an artifact as it is, or a text that the archive writes, for what only it has to hold. */
export type MadeFile = { path: string; ref: ArtifactRef } | { path: string; text: string; media_type: string }

export type EngineName = 'text' | 'transcript'

export function defineProcessor<P extends z.ZodObject, R extends z.ZodObject>(
  contract: ProcessorContract<P, R>,
): ProcessorContract<P, R> {
  return contract
}

/** A settled step above the running one. */
export interface StepInput {
  step: string
  processor: string
  status: StepStatus
  output: unknown
  error: JobError | null
  reason: string | null
}

/** All that a runner sees: never a queue message and never the database. */
export interface StepContext<C extends ProcessorContract = ProcessorContract> {
  params: z.output<C['params']>
  /** The settled steps upstream of this one whose processors the contract reads, in plan order. */
  inputs: readonly StepInput[]
  /** An empty folder of this attempt, removed afterwards. */
  workdir: string
  /** Aborted when the step is cancelled, lost, out of time, or the worker stops. */
  signal: AbortSignal
  /** Percent of this step, 0..100. */
  progress(percent: number, message?: string): void
  /** Goes to the process log, and to the job log, which the job's owner can read. */
  log: Pick<Logger, 'info' | 'warn'>
  fetch: SafeFetch
  /** For programs that open connections; nothing else needs it. */
  openProxy: OpenProxy
  readPage: ReadPage
  artifacts: StepArtifacts
  kept: KeptParts
  textModel: TextModel
  /** Null when there is no engine to use. */
  transcriber: Transcriber | null
  /** What to do for one, or for a better one: sentences for people. Null when there is nothing to say. */
  transcriberAdvice: string | null
  findTool: FindTool
  /** Folder of the installation's own templates; null when it has none. */
  templatesDir: string | null
  /** Uploaded by the owner of the job. */
  ownTemplates: OwnTemplates
  /** Of the owner of the job. */
  finishedJobs: FinishedJobs
}

/** What a step reads that is no input of it: the result depends on what is there when it runs. */
export type StepSurroundings = Pick<
  StepContext,
  'findTool' | 'templatesDir' | 'ownTemplates' | 'finishedJobs'
>

/** Path of a native program such as `ffmpeg`; null when it is not installed on this worker. */
export type FindTool = (name: string) => string | null

export interface StepOutcome<R> {
  output: R
  warnings?: StepWarning[]
  /** True when a source was read and held nothing to write about. */
  empty?: boolean
  /** True when something was not there that may be there the next time: the outcome is not cached. */
  provisional?: boolean
}

/**
 * What a runner throws when it finds that it has nothing to do here: the step is skipped for this reason
 * (`not_configured`), and its warnings say what would change that.
 */
export class StepSkipped extends Error {
  readonly reason: string
  readonly warnings: StepWarning[]

  constructor(reason: string, warnings: StepWarning[] = []) {
    super(`the step is skipped: ${reason}`)
    this.name = 'StepSkipped'
    this.reason = reason
    this.warnings = warnings
  }
}

export interface Runner<C extends ProcessorContract> {
  (ctx: StepContext<C>): Promise<StepOutcome<z.input<C['result']>>>
  /** What else decides the result: the text of a template, installed tools, the results of other jobs. */
  fingerprint?(ctx: Pick<StepContext<C>, 'params'> & StepSurroundings): Promise<string>
}

/** The results of the completed upstream steps that ran a given processor, in plan order, checked against its contract. */
export function inputsOf<C extends ProcessorContract>(
  ctx: Pick<StepContext, 'inputs'>,
  contract: C,
): z.output<C['result']>[] {
  return ctx.inputs
    .filter((input) => input.processor === contract.name && input.status === 'completed')
    .map((input) => contract.result.parse(input.output) as z.output<C['result']>)
}
