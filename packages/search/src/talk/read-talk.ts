import {
  AppError,
  type ArtifactStore,
  collectBytes,
  type Job,
  type ResultStore,
  type Results,
  type SearchableTalk,
} from '@async-events/core'
import { oneLine, readSegments, talkFacts } from '@async-events/site/documents'
import { z } from 'zod'
import { passagesOf } from './passages-of.ts'

export interface ReadTalkDeps {
  results: Pick<ResultStore, 'get'>
  artifacts: Pick<ArtifactStore, 'open'>
}

/** What is longer is not searched: of a recording of many days. Bytes. */
const maxFile = 32 * 1024 * 1024

/** As a pipeline leaves it (`Results.body`). */
const bodySchema = z.object({
  markdown_content: z.string().nullish(),
  structured_data: z.unknown(),
  page_texts: z.array(z.string()).nullish(),
  attachments: z.array(z.object({ url: z.string(), pages: z.number().nullish() })).nullish(),
  transcript: z
    .object({
      segments: z.unknown(),
      paths: z.object({ segments: z.string() }).nullish(),
    })
    .nullish(),
})

/** What is searched of a job: of its last good results. Null without a document. */
export async function readTalk(deps: ReadTalkDeps, job: Job): Promise<SearchableTalk | null> {
  const results = job.result_run === null ? null : await deps.results.get(job.id, job.result_run)
  if (results === null) return null
  const body = bodySchema.parse(results.body)
  const markdown = body.markdown_content ?? (await textAt(deps, results, results.markdown_path))
  if (markdown === null) return null
  const { transcript } = body
  const segments = Array.isArray(transcript?.segments)
    ? JSON.stringify(transcript.segments)
    : await textAt(deps, results, transcript?.paths?.segments ?? null)
  const facts = talkFacts(job.parameters, body.structured_data)
  const title = facts.title || oneLine(job.job_name)
  return {
    job_id: job.id,
    run: results.run,
    batch_id: job.batch_id,
    user_id: job.user_id,
    title,
    event: facts.event,
    track: facts.track,
    speakers: facts.speakers.map(({ name }) => name),
    language: facts.language,
    recording: facts.recording?.address ?? null,
    passages: passagesOf({
      facts: { ...facts, title },
      markdown,
      path: results.markdown_path ?? '',
      structured: body.structured_data,
      lines: segments === null ? [] : readSegments(segments),
      pages: body.page_texts ?? [],
      attachments: body.attachments ?? [],
    }),
  }
}

/** Of a file of the results; null where there is none, or one that is too long. */
async function textAt(
  { artifacts }: Pick<ReadTalkDeps, 'artifacts'>,
  { files }: Pick<Results, 'files'>,
  path: string | null,
): Promise<string | null> {
  const file = path === null ? undefined : files.find((one) => one.path === path)
  if (file === undefined || file.bytes > maxFile) return null
  const bytes = await collectBytes(await artifacts.open(file.key), {
    maxBytes: maxFile,
    tooLarge: () => new AppError('result_too_large', 'A file is larger than its reference says.'),
  })
  return bytes.toString()
}
