import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job, SessionParameters } from '@async-events/client'
import { sampleFolder } from '@async-events/demo/sample-server'
import { client } from './talks.ts'
import { url } from './visit.ts'

/** A talk of the sample conference whose recording has captions and whose slides are read: nothing is transcribed. */
export function spokenTalk(): SessionParameters {
  const text = readFileSync(join(sampleFolder, 'sessions.json'), 'utf8')
  const sessions: SessionParameters[] = JSON.parse(text.replaceAll('{origin}', `${url}/samples`))
  const found = sessions.find(({ filename }) => filename.startsWith('Moore'))
  if (found === undefined) throw new Error('the talk is missing')
  return found
}

/** The same, finished; its webhook is told, and answers that it is not there. */
export async function finishedTalk(): Promise<Job> {
  const webhook = { url: `${url}/samples/no-such-hook` }
  const { job } = await client.createJob({ body: { parameters: spokenTalk(), webhook } })
  return client.waitForJob(job.job_id)
}
