import type { Job } from '@async-events/core'
import { type Db, MongoClient } from 'mongodb'
import { jobsPath, session } from './api-beside.ts'
import { openConnection } from './connections.ts'

interface StoredJob extends Omit<Job, 'id' | 'wake_at'> {
  _id: string
  wake_at?: Date
}

const statuses = ['completed', 'completed', 'completed', 'failed', 'cancelled', 'pending'] as const
const insertedAtOnce = 500
/** The first ones. */
const withResults = 120

/** Ids in the order of the jobs. */
const idOf = (number: number): string => `job-00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

/**
 * Jobs as sessions leave them, with the output of each step, and results. They are made of one that the API has accepted, and
 * written past it: a hundred thousand requests would take minutes.
 */
export async function storeFinishedJobs(
  { api, mongodbUri }: { api: string; mongodbUri: string },
  { from = 0, to }: { from?: number; to: number },
): Promise<void> {
  const client = await MongoClient.connect(mongodbUri)
  try {
    const sample = await acceptedJob(api, client.db())
    for (let at = from; at < to; at += insertedAtOnce) {
      const numbers = Array.from({ length: Math.min(insertedAtOnce, to - at) }, (_, index) => at + index)
      await client
        .db()
        .collection<StoredJob>('jobs')
        .insertMany(numbers.map((number) => finished(sample, number)))
    }
    const { parameters } = session()
    for (let number = 0; number < withResults && number < to; number += 1)
      await client
        .db()
        .collection<{ _id: string }>('results')
        .replaceOne({ _id: `${idOf(number)}.1` }, resultsOf(idOf(number), parameters.extra.abstract), {
          upsert: true,
        })
  } finally {
    await client.close()
  }
}

/** One of the finished jobs that have results. */
export const finishedJobPath = (number: number): string =>
  `${jobsPath}/${idOf((number % (withResults / 6)) * 6)}`

async function acceptedJob(api: string, db: Db): Promise<StoredJob> {
  const connection = openConnection(api)
  const { body } = await connection.ask({ method: 'POST', path: jobsPath, body: JSON.stringify(session()) })
  connection.close()
  const { job } = JSON.parse(body) as { job: { job_id: string } }
  const stored = await db.collection<StoredJob>('jobs').findOneAndDelete({ _id: job.job_id })
  if (!stored) throw new Error('the job was not stored')
  return stored
}

function finished(sample: StoredJob, number: number): StoredJob {
  const status = statuses[number % statuses.length] ?? 'completed'
  const created_at = new Date(1.7e12 + number * 1000)
  const { wake_at: _, ...fields } = sample
  const steps = Object.fromEntries(
    Object.entries(sample.steps).map(([id, step]) => [
      id,
      {
        ...step,
        status: status === 'completed' ? ('completed' as const) : ('cancelled' as const),
        started_at: created_at,
        completed_at: created_at,
        percent: 100,
        output: status === 'completed' ? outputOf(id) : null,
      },
    ]),
  )
  return {
    ...fields,
    _id: idOf(number),
    external_id: `talk-${number}`,
    status,
    steps,
    parameters: { ...sample.parameters, track: `Track ${number % 40}` },
    result_run: status === 'completed' ? 1 : null,
    created_at,
    updated_at: created_at,
    completed_at: created_at,
  } as StoredJob
}

const artifact = (name: string) => ({
  key: `public/sha256/${name.padEnd(64, '0').slice(0, 64)}`,
  sha256: name.padEnd(64, '0').slice(0, 64),
  bytes: 40_000,
  media_type: 'text/plain',
})

const outputOf = (step: string) => ({
  text: artifact(step),
  ...(step === 'transform'
    ? { markdown: artifact('d0c'), path: 'Wetland Conf 2026/en/Rivers/old-mills.md' }
    : {}),
  ...(step === 'archive' ? { archive: artifact('21b'), filename: 'old-mills.zip', entries: 12 } : {}),
  title: 'Old mills',
  links: Array.from({ length: 8 }, (_, at) => `https://example.org/links/${at}`),
})

function resultsOf(id: string, text: string) {
  const path = 'Wetland Conf 2026/en/Rivers/old-mills.md'
  const files = Array.from({ length: 8 }, (_, at) => ({
    path: `Wetland Conf 2026/assets/old-mills/${at}.txt`,
    ...artifact(String(at)),
  }))
  return {
    job_id: id,
    run: 1,
    rev: 1,
    created_at: new Date(),
    files: [{ path, ...artifact('d0c') }, ...files],
    markdown_path: path,
    archive: { ...artifact('21b'), filename: 'old-mills.zip' },
    body: {
      ...{ markdown_file: path, markdown_content: `# Old mills\n\n${text.repeat(5)}`, structured_data: {} },
      ...{ web_text: text.repeat(5), video_transcript: null, transcript: null, attachments_text: null },
      ...{ attachments_text_path: null, page_texts: [], attachments_url: [], attachments: [] },
      ...{ target_dir: 'Wetland Conf 2026/en/Rivers', asset_dir: 'Wetland Conf 2026/assets/old-mills' },
      ...{ language: 'en', template: 'Session_en', engine: 'extractive', usage: null },
    },
  }
}
