import type { z } from 'zod'
import type { Principal } from '../domain/access/access.ts'
import type { ArtifactRef } from '../domain/artifact.ts'
import type { ErrorDetail } from '../domain/errors.ts'
import type { Job, Plan } from '../domain/job/job.ts'
import type { Outputs } from '../domain/job/plan.ts'
import type { Weights } from '../domain/job/progress.ts'
import type { Results } from '../domain/job/results.ts'
import type { StepArtifacts } from '../ports/artifact-store.ts'

/** Who asks for a job, and the scope of its owner: what the job names must belong to the one and be open to the other. */
export interface AskedBy {
  principal: Principal
  scope: string
}

/** The recipe of one job type. `Parameters` is what its schema gives. */
export interface Pipeline<S extends z.ZodType = z.ZodType> {
  job_type: string
  parameters: S
  /** URLs that a worker will fetch, with the path of their field: refused at submit when they visibly lead inside. */
  urls(parameters: z.output<S>): { path: string; url: string }[]
  /** What needs more than a schema, such as whether the template exists. */
  problems(parameters: z.output<S>, asked: AskedBy): Promise<ErrorDetail[]>
  plan(parameters: z.output<S>, outputs: Outputs): Plan
  weights: Weights
  /**
   * What of a processor's cache key depends on the parameters of a step, as its runner's `fingerprint` tells it: the text
   * of a template. Undefined for one that depends on the worker alone.
   */
  fingerprint?(processor: string, params: Record<string, unknown>, job: Job): Promise<string | undefined>
  /** Default of `job_name`. */
  jobName(parameters: z.output<S>): string
  /** Name of the document without ending, and the folder within which it must be unique. */
  fileStem(parameters: z.output<S>): { folder: string; stem: string }
  /** Absent: its jobs write no document of what was said. */
  transcript?: TranscriptOfJobs
  /** What is kept of a run whose steps are all settled. */
  results(
    job: Job,
    artifacts: Pick<StepArtifacts, 'readText'>,
  ): Promise<Pick<Results, 'files' | 'markdown_path' | 'archive' | 'body'>>
}

export interface TranscriptOfJobs {
  /** Processor that reads the correction of a job: a corrected job runs again from there. */
  from_step: string
  /** What was said without a correction, as this run found it or else the last good results; null without speech. */
  find(job: Job, results: Results | null): FoundTranscript | null
}

export interface FoundTranscript {
  /** JSON list of segments with their times. */
  segments: Pick<ArtifactRef, 'key' | 'bytes' | 'sha256'>
  language: string | null
}

export type Pipelines = Readonly<Record<string, Pipeline>>
