import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError, type Job } from '@async-events/client'
import { type SampleConference, sampleFolder, startSampleConference } from '@async-events/demo/sample-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { apiClient, type TestClient } from './api-client.ts'
import { sampleSession } from './sample-session.ts'
import { type Service, startService } from './service.ts'
import { zipEntries } from './zip-entries.ts'

let conference: SampleConference
let service: Service
let client: TestClient
beforeAll(async () => {
  conference = await startSampleConference()
  service = await startService({ env: { FETCH_ALLOW: new URL(conference.origin).host } })
  client = apiClient(service.url)
})
afterAll(async () => {
  await service?.stop()
  await conference?.close()
})

/** A talk whose recording has captions. */
async function finishedTalk(): Promise<Job> {
  const { job } = await client.createJob({ body: { parameters: sampleSession(conference, 'Moore') } })
  return client.waitForJob(job.job_id)
}

/** All that a reader finds of the job: document, front matter, results and the files of its archive. */
async function readingsOf(job: Job) {
  const { results } = job
  const markdown = results?.markdown_content ?? ''
  const { body } = await client.download(job.job_id)
  const entries = await zipEntries(Buffer.from(await new Response(body).arrayBuffer()))
  const fileOf = (ending: string) =>
    [...entries].find(([path]) => path.endsWith(ending))?.[1].toString() ?? ''
  return {
    markdown,
    engines: (parse(/^---\n([\s\S]*?)\n---\n/.exec(markdown)?.[1] ?? '') as { engines: object }).engines,
    transcript: results?.transcript,
    texts: [
      markdown,
      results?.video_transcript ?? '',
      JSON.stringify(results?.transcript?.segments),
      JSON.stringify(results?.structured_data),
      await (await client.fetchFile(results?.transcript?.vtt_url ?? '')).text(),
      ...[
        '/Moore wieder vernässen.md',
        '/transcript.vtt',
        '/transcript.srt',
        '/transcript.txt',
        '/transcript.json',
        'metadata.json',
      ].map(fileOf),
    ],
  }
}

const told = 'Der Reiher wartet still am Wehr.'

it('a corrected transcript comes back into document, archive and results, and stays until it is removed', async () => {
  const talk = await finishedTalk()
  const { job_id } = talk
  expect(talk.status).toBe('completed')
  const path = { job_id }
  const heard = await client.getTranscript({ path })
  const etag = heard.headers.get('etag') ?? ''
  const before = await heard.text()
  const first = /\n(?:<v [^>]*>)?([^\n<]+)\n/.exec(before.slice(before.indexOf('-->')))?.[1] ?? ''
  expect(first.length).toBeGreaterThan(5)
  const correct = (content: string, match: string) =>
    client.correctTranscript({ path, header: { 'if-match': match }, text: { type: 'text/vtt', content } })

  const accepted = await correct(before.replace(first, told), etag)
  expect(accepted.job.run).toMatchObject({ number: 2, from_step: 'transform' })
  // Two editors: the second one is told.
  await expect(correct(before.replace(first, 'Von anderen.'), etag)).rejects.toMatchObject({
    status: 412,
  })
  const corrected = await client.waitForJob(job_id)
  expect(corrected).toMatchObject({ status: 'completed', correction: accepted.job.correction })
  const shown = await readingsOf(corrected)
  for (const text of shown.texts) expect(text).toContain(told)
  for (const text of shown.texts) expect(text).not.toContain(first)
  expect(shown.engines).toMatchObject({ transcript: 'corrected' })
  expect(shown.transcript).toMatchObject({ engine: 'corrected', language: 'de' })
  // Nothing before transform ran again.
  const startOf = (job: Job, step: string) => job.steps.find(({ id }) => id === step)?.started_at
  expect(startOf(corrected, 'audio')).toBe(startOf(talk, 'audio'))

  // A whole restart that takes nothing from the cache, and changes a parameter.
  await client.restartJob({ path, body: { use_cache: false, parameters: { target: 'Vogelkundler' } } })
  const restarted = await readingsOf(await client.waitForJob(job_id))
  for (const text of restarted.texts) expect(text).toContain(told)

  await client.removeCorrection({ path })
  const removed = await readingsOf(await client.waitForJob(job_id))
  for (const text of removed.texts) expect(text).not.toContain(told)
  expect(removed.texts[1]).toContain(first)
  expect(removed.transcript?.engine).toBe('captions')
  expect(await (await client.getTranscript({ path })).text()).toBe(before)
  await expect(
    client.correctTranscript({ path, text: { type: 'text/plain', content: 'What was said.' } }),
  ).rejects.toSatisfy((error) => error instanceof ApiError && error.type === 'transcript_unreadable')
})

it('a changed schedule is imported into its batch: what it moved is written anew, with the correction', async () => {
  const schedule = readFileSync(join(sampleFolder, 'schedule.xml'), 'utf8').replaceAll(
    /(?<=[">])(talks|video|audio|slides)\//g,
    `${conference.origin}/$1/`,
  )
  const batch_id = 'wetland-changes'
  const filter = { track: 'Mitmachen' }
  const imported = async (text: string) => {
    const { changes } = await client.importBatch({ body: { schedule: text, batch_id, filter } })
    await client.waitForBatch(batch_id)
    return changes
  }
  const jobs = async () => {
    const list = await Array.fromAsync(client.jobs({ batch_id }))
    return new Map(list.map((job) => [String(job.parameters.session).split(' ')[0], job]))
  }
  const startOf = (job: Pick<Job, 'steps'> | undefined, step: string) =>
    job?.steps.find(({ id }) => id === step)?.started_at

  expect(await imported(schedule)).toBeUndefined()
  const moor = (await jobs()).get('Moore')
  const path = { job_id: moor?.job_id ?? '' }
  await client.correctTranscript({
    path,
    text: { type: 'text/vtt', content: `WEBVTT\n\n00:00.000 --> 00:02.000\n${told}\n` },
  })
  const corrected = await client.waitForJob(path.job_id)
  expect(corrected.results?.markdown_content).toContain(told)

  const start = String(moor?.parameters.starttime)
  const [before = '', rest = ''] = schedule.split('<title>Moore')
  const place = before.lastIndexOf(start)
  const moved = `${before.slice(0, place)}17:45${before.slice(place + start.length)}<title>Moore${rest}`
  const changed = moved.replace(/(<title>Listening to dykes<\/title>\s*<track>)[^<]+/, '$1Mitmachen')
  expect(await imported(changed)).toMatchObject({
    ...{ added: 1, moved: 1, changed: 0, removed: 0 },
    sessions: expect.arrayContaining([
      expect.objectContaining({ change: 'moved', steps: ['transform', 'archive'] }),
    ]),
  })
  const now = await jobs()
  const again = await client.waitForJob(path.job_id)
  expect(again).toMatchObject({ status: 'completed', run: { number: corrected.run.number + 1 } })
  expect(again.results?.markdown_content).toContain(told)
  expect(again.results?.markdown_content).toContain('17:45')
  expect(startOf(again, 'scrape')).toBe(startOf(moor, 'scrape'))
  expect(now.get('Listening')).toMatchObject({ status: 'completed', run: { number: 1 } })

  const same = await imported(changed)
  expect(same).toMatchObject({ added: 0, moved: 0, changed: 0, sessions: [] })
  expect((await client.waitForJob(path.job_id)).run).toEqual(again.run)
})
