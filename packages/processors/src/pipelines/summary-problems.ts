import type { ErrorDetail, FinishedJobs, NamedJob } from '@async-events/core'
import { mostTalks } from '../summary/contract.ts'
import { selectionOf } from '../summary/selection-of.ts'
import type { SummaryParameters } from './summary-parameters.ts'

/** Ids that one message names. */
const mostNamed = 20

/** Why these jobs cannot be summarised now: unknown to the caller, not finished, or none has a document. */
export async function summaryProblems(
  finishedJobs: FinishedJobs,
  parameters: SummaryParameters,
): Promise<ErrorDetail[]> {
  const path = parameters.batch_id === undefined ? 'jobs' : 'batch_id'
  const found = await finishedJobs.find(selectionOf(parameters))
  const unknown = found.filter((one) => !one.found)
  const known = found.filter((one) => one.found)
  const open = known.filter(({ status }) => status === 'pending' || status === 'processing')
  const usable = known.filter(({ has_results }) => has_results)
  return [
    ...problem(unknown, path, 'unknown', 'are no jobs of the owner of this job that you may read'),
    ...problem(open, path, 'jobs_not_finished', 'have not ended: wait for them, and send this again'),
    ...(found.length > mostTalks
      ? [
          {
            path,
            code: 'too_big',
            message: `holds ${found.length} jobs; at most ${mostTalks} can be summarised`,
          },
        ]
      : []),
    ...(unknown.length + open.length === 0 && usable.length === 0
      ? [{ path, code: 'no_documents', message: 'names no completed job that you may read' }]
      : []),
  ]
}

function problem(jobs: readonly NamedJob[], path: string, code: string, message: string): ErrorDetail[] {
  if (jobs.length === 0) return []
  const ids = jobs.slice(0, mostNamed).map(({ id }) => id)
  const more = jobs.length > mostNamed ? ` and ${jobs.length - mostNamed} more` : ''
  return [{ path, code, message: `${ids.join(', ')}${more} ${message}` }]
}
