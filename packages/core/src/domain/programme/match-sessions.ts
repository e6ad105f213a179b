import type { Job } from '../job/job.ts'
import type { JobSource } from '../job/job-source.ts'

export type SourcedJob = Job & { source: JobSource }

interface Session {
  job: { external_id: string }
  taken: Readonly<Record<string, unknown>>
}

export interface Matched<S> {
  pairs: { job: SourcedJob; session: S }[]
  /** Sessions without a job, and jobs without a session. */
  sessions: S[]
  jobs: SourcedJob[]
}

/**
 * Which job a session of a newer schedule belongs to: by the session's id, and where a schedule gave it another one, by a title that only one of
 * either side has.
 */
export function matchSessions<S extends Session>(
  sessions: readonly S[],
  jobs: readonly SourcedJob[],
): Matched<S> {
  const byId = new Map(jobs.map((job) => [job.source.event_id, job]))
  const known = sessions.flatMap((session) => {
    const job = byId.get(session.job.external_id)
    return job ? [{ job, session }] : []
  })
  const [left, free] = [
    without(
      sessions,
      known.map(({ session }) => session),
    ),
    without(
      jobs,
      known.map(({ job }) => job),
    ),
  ]
  const titled = uniqueBy(free, ({ parameters }) => parameters.session)
  const renamed = [...uniqueBy(left, ({ taken }) => taken.session)].flatMap(([title, session]) => {
    const job = titled.get(title)
    return job ? [{ job, session }] : []
  })
  return {
    pairs: [...known, ...renamed],
    sessions: without(
      left,
      renamed.map(({ session }) => session),
    ),
    jobs: without(
      free,
      renamed.map(({ job }) => job),
    ),
  }
}

function without<T>(all: readonly T[], some: readonly T[]): T[] {
  const gone = new Set(some)
  return all.filter((one) => !gone.has(one))
}

function uniqueBy<T>(list: readonly T[], keyOf: (one: T) => unknown): Map<unknown, T> {
  const found = new Map<unknown, T[]>()
  for (const one of list) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one])
  return new Map(
    [...found].flatMap(([key, same]) => {
      const [first] = same
      return first !== undefined && same.length === 1 ? [[key, first] as const] : []
    }),
  )
}
