import type { Client, JobCreate } from '@async-events/client'
import { say } from '../../parts/notices.tsx'
import { links } from '../../router/links.ts'
import { words } from '../../words/words.ts'

/** Makes a job, and shows it. */
export async function startJob(client: Client, body: JobCreate): Promise<void> {
  const { job } = await client.createJob({ body })
  say(words().new.started(1))
  location.hash = links.job(job.job_id)
}
