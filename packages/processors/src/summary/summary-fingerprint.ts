import { createHash } from 'node:crypto'
import type { FinishedJobs } from '@async-events/core'
import type { Templates } from '../transform/template/open-templates.ts'
import { mostTalks } from './contract.ts'
import { selectionOf } from './selection-of.ts'

/** SHA-256 of the template and of the files of each job: what else than its parameters decides a summary. */
export async function summaryFingerprint(
  templates: Templates,
  finishedJobs: FinishedJobs,
  params: {
    template: string
    target_language: string
    jobs?: string[] | undefined
    batch_id?: string | undefined
  },
): Promise<string> {
  const hash = createHash('sha256')
  hash.update(await templates.fingerprint(params.template, params.target_language))
  for (const { id } of (await finishedJobs.find(selectionOf(params))).slice(0, mostTalks)) {
    const job = await finishedJobs.read(id)
    const files = job?.files.map(({ path, sha256 }) => `${path} ${sha256}`) ?? []
    hash.update(`\n${id}\n${files.join('\n')}`)
  }
  return hash.digest('hex')
}
