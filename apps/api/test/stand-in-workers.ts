import { setTimeout as wait } from 'node:timers/promises'
import { type Job, ownerFilter, type ResultFile } from '@async-events/core'
import type { Stack } from '@async-events/stack'
import { archiveBytes, finishStep, storeSpoken } from './finish-job.ts'

/** Brings every session to its end, as workers would that find its page and write a short document of it. */
export function startStandInWorkers(stack: Stack): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const work = (async () => {
    while (!stopping.signal.aborted) {
      for (const job of await unfinished(stack)) await runSession(stack, job)
      await wait(50)
    }
  })()
  return {
    stop: () => {
      stopping.abort()
      return work
    },
  }
}

async function unfinished(stack: Stack): Promise<Job[]> {
  const filter = { owner: ownerFilter({ kind: 'operator' }), job_type: 'session' }
  const page = { limit: 100, skip: 0, after: null }
  const [pending, processing] = await Promise.all([
    stack.jobs.list({ ...filter, status: ['pending'] }, page),
    stack.jobs.list({ ...filter, status: ['processing'] }, page),
  ])
  return [...pending, ...processing].filter((job) => job.hold === null)
}

async function runSession(stack: Stack, { id }: Job): Promise<void> {
  for (;;) {
    const job = await stack.jobs.get(id)
    const ready = Object.entries(job?.steps ?? {}).find(([, step]) => step.status === 'ready')
    if (!job || !ready) return
    const [step, { name }] = ready
    await finishStep(stack, id, step, { output: await outputOf(stack, job, name) })
  }
}

async function outputOf(stack: Stack, job: Job, processor: string): Promise<object> {
  const put = async (bytes: string | Buffer, media_type: string) => ({
    ...(await stack.artifacts.put(job.scope, bytes)),
    media_type,
  })
  const { event, session, track, url, target_language: language } = job.parameters as Record<string, string>
  const path = `${event}/${language}/${track}/${job.file_stem}.md`
  const text = `# ${session}\n`
  if (processor === 'scrape')
    return {
      url,
      title: session,
      description: null,
      language: 'en',
      speakers: [],
      event,
      track,
      room: null,
      starts_at: null,
      ends_at: null,
      licence: null,
      keywords: [],
      video_url: null,
      attachments: [],
      links: [],
      text: await put(`All that the page says about ${session}.`, 'text/markdown'),
      text_chars: 40,
    }
  if (processor === 'transform')
    return {
      markdown: await put(text, 'text/markdown'),
      assets: await put('[]', 'application/json'),
      path,
      structured_data: await put('{}', 'application/json'),
      transcript: 'video_transcript' in job.parameters ? await storeSpoken(put) : null,
      language,
      template: job.parameters.template,
      engine: 'test',
      usage: null,
    }
  if (processor !== 'archive') throw new Error(`nobody stands in for ${processor}`)
  const files: ResultFile[] = [{ path, ...(await put(text, 'text/markdown')) }]
  return {
    archive: await put(archiveBytes, 'application/zip'),
    filename: `${job.file_stem}.zip`,
    files: await put(JSON.stringify(files), 'application/json'),
    entries: files.length,
  }
}
