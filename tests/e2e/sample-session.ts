import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionParameters } from '@async-events/client'
import { type SampleConference, sampleFolder } from '@async-events/demo/sample-server'

/** The session of the sample conference whose `filename` begins so. */
export function sampleSession(
  { origin }: Pick<SampleConference, 'origin'>,
  begins: string,
): SessionParameters {
  const text = readFileSync(join(sampleFolder, 'sessions.json'), 'utf8')
  const sessions = JSON.parse(text.replaceAll('{origin}', origin)) as SessionParameters[]
  const found = sessions.find(({ filename }) => filename.startsWith(begins))
  if (!found) throw new Error(`no session of the sample conference is called ${begins}`)
  return found
}
