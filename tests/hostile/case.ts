import type { Job, JobCreate } from '@async-events/client'
import type { Place } from './fake-internet.ts'
import type { HostileService } from './hostile-service.ts'

/** How a case must end. */
export type Expected =
  /** Refused at submit with 400; `path` is that of the field. */
  | { refused: { path: string; code?: string } }
  /** The job fails with this code. */
  | { fails: string }
  /** The step is tried again after this code; the job is cancelled then, as its retries take half a minute. */
  | { retries: { step: string; code: string } }
  /** The job completes, with at least these warnings; or, where bounds of time decide, fails with the code `or`. */
  | { completes: { warnings?: readonly { step: string; code: string }[]; holds?: Holds; or?: string } }

/** Looks further at a job that has completed; throws when it is not as it should be. */
export type Holds = (job: Job, service: HostileService) => Promise<void> | void

interface Named {
  /** Id of the row in docs/bad-inputs.md. */
  row: string
  /** Of the case, unique within its row. */
  name: string
  /** Takes seconds of a processor: for the long run alone. */
  slow?: boolean
}

/** A job, and how it must end. */
export interface JobCase extends Named {
  /** The body of the submission; what it names is put up at `place`. */
  job(place: Place): Promise<JobCreate> | JobCreate
  expected: Expected
}

/** Anything else that is done to the API; throws when the answer is not as it should be. */
export interface RequestCase extends Named {
  ask(service: HostileService, place: Place): Promise<void>
}

export type HostileCase = JobCase | RequestCase

export const titleOf = ({ row, name }: Named): string => `${row}: ${name}`
