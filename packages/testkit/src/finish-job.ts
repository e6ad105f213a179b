import { randomUUID } from 'node:crypto'
import type { ArtifactRef, Job, ResultFile } from '@async-events/core'
import type { Stack } from '@async-events/stack'

/** Completes a step as a worker does. */
export async function finishStep(
  stack: Stack,
  id: string,
  step: string,
  outcome: { output: unknown } | { code: string },
): Promise<Job> {
  const current = await stack.jobs.get(id)
  if (!current) throw new Error('no such job')
  const mine = { run: current.run.number, step, token: randomUUID() }
  const claimed = await stack.orchestrator.transition(current, () => ({
    type: 'claim',
    ...mine,
    lease_until: new Date(stack.clock.now().getTime() + 20_000),
  }))
  if (!claimed.ok) throw new Error(`not claimed: ${claimed.reason}`)
  const ended = await stack.orchestrator.transition(claimed.job, () =>
    'code' in outcome
      ? {
          type: 'fail',
          ...mine,
          error: { code: outcome.code, message: outcome.code, retryable: false },
          retry: { attempts: 3, backoffMs: 5_000 },
          random: 0,
        }
      : {
          type: 'commit',
          ...mine,
          output: outcome.output,
          empty: false,
          cached: false,
          warnings: [],
          plan: null,
        },
  )
  if (!ended.ok) throw new Error(`not ended: ${ended.reason}`)
  return ended.job
}

type Put = (bytes: string, media_type: string) => Promise<ArtifactRef>

export interface SaidLine {
  start: number
  end: number
  text: string
  speaker: string | null
}

/** What a finished job has instead of what it has by default. */
export interface Finished {
  document?: string
  said?: readonly SaidLine[]
  structured?: Record<string, unknown>
}

/** The transcript of a talk of two words, as `transform` stores one that the job gives. */
export async function storeSpoken(put: Put, said?: readonly SaidLine[]) {
  const segments = said ?? [{ start: 0, end: 2, text: 'Good morning.', speaker: null }]
  return {
    engine: 'given',
    language: 'en',
    segments: await put(JSON.stringify(segments), 'application/json'),
    vtt: await put('WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nGood morning.\n', 'text/vtt'),
    srt: await put('1\n00:00:00,000 --> 00:00:02,000\nGood morning.\n', 'application/x-subrip'),
    text: await put('Good morning.\n', 'text/plain'),
    words: 2,
  }
}

export const documentText = '# Reed beds\n\nÄ reed – and 🌾.\n'
export const archiveBytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251))

/** Completes a job with a `video_transcript`: its page was gone, its document and archive are these bytes. */
export async function completeJob(
  stack: Stack,
  id: string,
  { document = documentText, said, structured = { a: 1 } }: Finished = {},
): Promise<Job> {
  const job = await stack.jobs.get(id)
  if (!job) throw new Error('no such job')
  const put = async (bytes: string | Buffer, media_type: string) => ({
    ...(await stack.artifacts.put(job.scope, bytes)),
    media_type,
  })
  const markdown = await put(document, 'text/markdown')
  const path = 'Wetland Conf 2026/de/wetlands/reed-beds.md'
  const page = await put('<script>alert(1)</script>', 'text/html')
  const files: ResultFile[] = [
    { path, ...markdown },
    { path: 'Wetland Conf 2026/de/wetlands/assets/Ünï & co.html', ...page },
  ]
  const transcript = await storeSpoken(put, said)
  const folder = `${job.parameters.event}/assets/${job.file_stem}`
  files.push(
    { path: `${folder}/transcript.json`, ...transcript.segments },
    { path: `${folder}/transcript.vtt`, ...transcript.vtt },
    { path: `${folder}/transcript.srt`, ...transcript.srt },
    { path: `${folder}/transcript.txt`, ...transcript.text },
  )
  if (job.steps.scrape?.status === 'ready')
    await finishStep(stack, id, 'scrape', { code: 'source_not_found' })
  await finishStep(stack, id, 'transform', {
    output: {
      markdown,
      assets: await put('[]', 'application/json'),
      path,
      structured_data: await put(JSON.stringify(structured), 'application/json'),
      transcript,
      language: 'de',
      template: 'Session_de',
      engine: 'test',
      usage: null,
    },
  })
  return finishStep(stack, id, 'archive', {
    output: {
      archive: await put(archiveBytes, 'application/zip'),
      filename: 'Reed “beds” & pätience.zip',
      files: await put(JSON.stringify(files), 'application/json'),
      entries: files.length,
    },
  })
}
