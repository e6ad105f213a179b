/** The sample conference submitted to a service, and what came out of it compared with what is expected. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkSession, type Row } from './check-session.ts'
import type { ExpectedSession, Session } from './expected-session.ts'
import type { JobDetails, JobItem } from './job-details.ts'
import { type SampleConference, sampleFolder } from './sample-server.ts'

export type { Row } from './check-session.ts'
export type { Session } from './expected-session.ts'
export type { JobItem } from './job-details.ts'
export { printRows } from './print-rows.ts'

const readSample = async (file: string, origin: string): Promise<string> =>
  (await readFile(join(sampleFolder, file), 'utf8')).replaceAll('{origin}', origin)

/** What to submit and what must come out, with the addresses of a server of the conference. */
export async function readSamples(
  origin: string,
): Promise<{ sessions: Session[]; expected: ExpectedSession[] }> {
  const [sessions, expected] = await Promise.all([
    readSample('sessions.json', origin),
    readSample('expected.json', origin),
  ])
  return { sessions: JSON.parse(sessions), expected: JSON.parse(expected) }
}

/** The id of a new batch of these sessions. */
export async function submitConference(api: string, sessions: readonly Session[]): Promise<string> {
  const answer = await fetch(`${api}/batches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      batch_name: 'Sample conference',
      jobs: sessions.map((parameters) => ({ parameters })),
    }),
  })
  if (answer.status !== 201) throw new Error(`The batch was refused: ${await answer.text()}`)
  const { batch } = (await answer.json()) as { batch: { batch_id: string } }
  return batch.batch_id
}

export async function jobsOfBatch(api: string, batch: string): Promise<JobItem[]> {
  const answer = await fetch(`${api}/jobs?batch_id=${batch}&limit=1000`)
  return ((await answer.json()) as { jobs: JobItem[] }).jobs
}

export const hasEnded = ({ status }: JobItem): boolean =>
  ['completed', 'failed', 'cancelled'].includes(status)

export interface Conversion {
  /** Address of the service. */
  service: string
  conference: SampleConference
  jobs: readonly JobItem[]
  expected: readonly ExpectedSession[]
  /** Folder for archives. */
  out: string
}

/** A line for each job: its documents, media and archive against what is expected of its session. */
export function checkConference({ service, conference, jobs, expected, out }: Conversion): Promise<Row[]> {
  const around = {
    service,
    out,
    requests: conference.requests(),
    known: (file: string) => readSample(file, conference.origin),
  }
  return Promise.all(
    jobs.map(async ({ job_id: id, parameters: { session } }) => {
      const answer = await fetch(`${service}/api/event-job/jobs/${id}`)
      const { job } = (await answer.json()) as { job: JobDetails }
      return checkSession(
        job,
        expected.find((entry) => entry.session === session),
        around,
      )
    }),
  )
}
