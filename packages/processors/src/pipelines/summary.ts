import { type FinishedJobs, type Pipeline, type Plan, type Principal, weightsOf } from '@async-events/core'
import type { z } from 'zod'
import { archiveContract } from '../archive/contract.ts'
import { eventFolder } from '../layout/event-folder.ts'
import { documentStem } from '../layout/file-stem.ts'
import { summaryContract } from '../summary/contract.ts'
import { summaryFingerprint } from '../summary/summary-fingerprint.ts'
import type { TemplatesOf } from '../transform/template/open-templates.ts'
import {
  eventSummaryParameters,
  type SummaryParameters,
  trackSummaryParameters,
} from './summary-parameters.ts'
import { summaryProblems } from './summary-problems.ts'
import { summaryResults } from './summary-results.ts'
import { templateProblems } from './template-problems.ts'

/** Jobs of the owner with a scope; with a principal those that it may read. */
export type FinishedJobsOf = (scope: string, principal?: Principal) => FinishedJobs

export interface SummaryJob {
  job_type: string
  kind: 'track' | 'event'
  summary: string
  parameters: z.ZodType
}

/** The job types over finished jobs. */
export const summaryJobs: readonly SummaryJob[] = [
  {
    job_type: 'track_summary',
    kind: 'track',
    summary: 'Writes one document about the finished talks of a track.',
    parameters: trackSummaryParameters,
  },
  {
    job_type: 'event_summary',
    kind: 'event',
    summary: 'Writes one document about the finished talks of an event.',
    parameters: eventSummaryParameters,
  },
]

/** Finished jobs → one document about them → archive with their documents. */
export function createSummaryPipeline(
  { job_type, kind, parameters }: SummaryJob,
  templates: TemplatesOf,
  finishedJobs: FinishedJobsOf,
): Pipeline {
  const ofTemplate = templateProblems(templates, 'summary')
  const titleOf = ({ event, track }: SummaryParameters): string =>
    track === undefined ? event : `${event} – ${track}`
  const stemOf = (given: SummaryParameters): string => documentStem(given.filename ?? titleOf(given))
  return {
    job_type,
    parameters,
    urls: () => [],
    problems: async (given, { scope, principal }) => {
      // The schema of this job type has checked them.
      const named = given as SummaryParameters
      return [
        ...(await ofTemplate(named, scope)),
        ...(await summaryProblems(finishedJobs(scope, principal), named)),
      ]
    },
    plan: (given): Plan => {
      const named = given as SummaryParameters
      const title = titleOf(named)
      const { name, queue } = summaryContract
      return {
        summary: { name, queue, optional: false, needs: [], args: { kind, title } },
        ...(named.create_archive && {
          archive: {
            name: archiveContract.name,
            queue: archiveContract.queue,
            optional: false,
            needs: ['summary'],
            args: { title },
          },
        }),
      }
    },
    fingerprint: async (processor, params, { scope }) =>
      processor === summaryContract.name
        ? summaryFingerprint(templates(scope), finishedJobs(scope), summaryContract.params.parse(params))
        : undefined,
    weights: weightsOf([summaryContract, archiveContract]),
    jobName: (given) => titleOf(given as SummaryParameters),
    fileStem: (given) => {
      const named = given as SummaryParameters
      return { folder: eventFolder(named.event), stem: stemOf(named) }
    },
    results: (job, { readText }) => summaryResults(job, readText),
  }
}
