/** Each job type of one processor, from its parameters to its archive: the real runners on small real files. */
import { readFile } from 'node:fs/promises'
import { createExtractive } from '@async-events/ai'
import {
  AppError,
  createJob,
  createSealer,
  createUpload,
  type Job,
  newUploadId,
  type Results,
  restartJob,
  type SafeFetch,
  storeSentFile,
  type Transcriber,
} from '@async-events/core'
import type { Stack } from '@async-events/stack'
import { type OwnStack, openOwnStack } from '@async-events/testkit'
import { checkUrl, createPageReader } from '@async-events/web'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeMedia, sine, slidesInput, x264 } from '../../media/test/make-media.ts'
import { slides } from '../../media/test/pdf-samples.ts'
import { readZip } from '../../processors/test/read-zip.ts'
import { executeStep, type LoadedProcessor } from '../src/index.ts'
import { allProcessors } from './all-processors.ts'
import { loneWorker } from './lone-worker.ts'

let processors: Map<string, LoadedProcessor>
const fetched: string[] = []
let own: OwnStack
let stack: Stack

const reader = createPageReader()

beforeAll(async () => {
  processors = await allProcessors()
  own = await openOwnStack()
  stack = own.stack
})
afterAll(async () => {
  await reader.close()
  await own?.close()
})

/** Nothing but what is asked of the network, which has nothing. */
const network: SafeFetch = async ({ url }) => {
  fetched.push(url)
  throw new AppError('url_not_allowed')
}
const hearing: Transcriber = {
  name: 'hearing',
  languages: null,
  concurrency: 1,
  transcribe: async () => ({
    segments: [{ start: 0, end: 2, text: 'Herons come in the third year.' }],
    language: 'en',
  }),
}

async function upload(filename: string, content: Buffer, user?: string): Promise<string> {
  const principal = user === undefined ? { kind: 'anonymous' as const } : { kind: 'user' as const, id: user }
  async function* bytes() {
    yield content
  }
  const sent = { content: bytes(), filename, media_type: 'application/octet-stream' }
  const file = await storeSentFile(stack, sent, { principal, maxBytes: 10_000_000 })
  return (await createUpload(stack, newUploadId(), file)).id
}

const depsOf = () => ({
  ...stack,
  sealer: createSealer('0'.repeat(64)),
  checkUrl: (url: string) => void checkUrl(url),
})

async function submit(job_type: string, parameters: object, user?: string): Promise<Job> {
  const principal = user === undefined ? { kind: 'anonymous' as const } : { kind: 'user' as const, id: user }
  return createJob(depsOf(), { job_type, parameters }, { principal })
}

/** Does every step that is ready, until none is. */
async function finish(id: string, transcriber: Transcriber | null = hearing): Promise<Job> {
  for (;;) {
    const job = (await stack.jobs.get(id))!
    const step = Object.keys(job.steps).find((one) => job.steps[one]?.status === 'ready')
    if (step === undefined) return job
    await executeStep(
      {
        ...stack,
        ...loneWorker(),
        processors,
        workRoot: own.workRoot,
        fetch: network,
        readPage: reader.read,
        textModel: createExtractive(),
        findSpeechEngine: async () => ({ transcriber, advice: null }),
      },
      { job_id: id, run: job.run.number, step },
      new Set(),
    )
  }
}

async function run(
  job_type: string,
  parameters: object,
  { user, transcriber = hearing }: { user?: string; transcriber?: Transcriber | null } = {},
) {
  const job = await finish((await submit(job_type, parameters, user)).id, transcriber)
  const results = job.result_run === null ? null : await stack.results.get(job.id, job.result_run)
  const zip = results?.archive ? await entriesOf(results.archive.key) : null
  return { job, results, zip }
}
const entriesOf = async (key: string) =>
  new Map((await readZip(await bytesOf(key))).map(({ path, bytes }) => [path, bytes]))
const bytesOf = async (key: string) => Buffer.concat(await Array.fromAsync(await stack.artifacts.open(key)))
const pathsOf = (results: Results | null) => results?.files.map(({ path }) => path)
const textIn = (zip: Awaited<ReturnType<typeof run>>['zip'], path: string): string => {
  const found = zip?.get(path)
  if (found === undefined) throw new Error(`no ${path} in ${[...(zip?.keys() ?? [])].join(', ')}`)
  return found.toString()
}

async function film(): Promise<Buffer> {
  const input = slidesInput({ changes: [0, 4], seconds: 8 })
  return readFile(
    makeMedia(own.folder, ...input, ...sine(8), ...x264, '-c:a', 'aac', '-shortest', 'film.mp4'),
  )
}

it('pdf: pages, text and index under the name of the file; nothing of the store inside', async () => {
  const upload_id = await upload('Reed beds.pdf', await slides(3), 'ann')
  const { job, results, zip } = await run('pdf', { source: { upload_id } }, { user: 'ann' })
  expect([job.status, job.error, job.warnings]).toEqual(['completed', null, []])
  const pages = ['001', '002', '003'].map((number) => `Reed beds/pages/${number}.jpg`)
  const expected = ['README.md', 'Reed beds/index.json', ...pages, 'Reed beds/text.txt', 'manifest.json']
  expect(pathsOf(results)).toEqual(expected)
  expect([...(zip?.keys() ?? [])]).toEqual(expected)
  expect(results?.archive?.filename).toBe('Reed beds.zip')
  const index = JSON.parse(textIn(zip, 'Reed beds/index.json'))
  expect(index.pages).toHaveLength(3)
  expect(index.pages[1]).toMatchObject({ number: 2, picture: { path: 'pages/002.jpg' } })
  for (const [, bytes] of zip ?? []) expect(bytes.includes('sha256/')).toBe(false)
  expect(results?.body).toMatchObject({
    markdown_content: null,
    transcript: null,
    page_texts: index.pages.map(({ text }: { text: string }) => text),
    attachments: [{ url: `upload:${upload_id}`, pages: 3, step: 'pdf' }],
    structured_data: { pages: 3, media_type: 'application/pdf', url: `upload:${upload_id}` },
    target_dir: 'Reed beds',
  })
  expect(JSON.stringify(results?.body)).not.toContain('u:ann')
  expect(fetched).toEqual([])
})

it('pdf: without an archive the files are those that the processor stored', async () => {
  const upload_id = await upload('README.md', await slides(1))
  const { job, results } = await run('pdf', { source: { upload_id }, create_archive: false })
  expect(job.status).toBe('completed')
  expect(pathsOf(results)).toEqual(['README/pages/001.jpg', 'README/text.txt'])
  expect(results?.archive).toBeNull()
})

it('the same file is read once, whoever of its owner sends it again', async () => {
  const content = await slides(2)
  const first = await run(
    'pdf',
    { source: { upload_id: await upload('a.pdf', content, 'bob') } },
    { user: 'bob' },
  )
  const again = await run(
    'pdf',
    { source: { upload_id: await upload('a.pdf', content, 'bob') } },
    { user: 'bob' },
  )
  const other = await run(
    'pdf',
    { source: { upload_id: await upload('a.pdf', content, 'eve') } },
    { user: 'eve' },
  )
  expect([first, again, other].map(({ job }) => job.steps.pdf?.cached)).toEqual([false, true, false])
  expect(again.results?.archive?.sha256).toBe(first.results?.archive?.sha256)
  expect(other.results?.archive?.sha256).toBe(first.results?.archive?.sha256)
})

it('P01: what is no PDF fails the job with its error', async () => {
  const { job, results } = await run('pdf', { source: { upload_id: await upload('x.pdf', Buffer.from('')) } })
  expect(job).toMatchObject({ status: 'failed', error: { code: 'invalid_pdf', step: 'pdf' } })
  expect(results).toBeNull()
})

it('video: captions, pictures and sound', async () => {
  const upload_id = await upload('film.mp4', await film())
  const { job, results, zip } = await run('video', { source: { upload_id }, name: 'The film' })
  expect([job.status, job.error]).toEqual(['completed', null])
  expect(pathsOf(results)).toEqual([
    'README.md',
    'The film/frames/001.jpg',
    'The film/frames/002.jpg',
    'The film/sound.flac',
    'manifest.json',
  ])
  expect(zip?.get('The film/sound.flac')?.subarray(0, 4).toString()).toBe('fLaC')
  expect(textIn(zip, 'README.md')).toContain('# The film')
  expect(results?.body.structured_data).toMatchObject({ kind: 'video', width: 640, height: 360, frames: 2 })
}, 60_000)

it('audio: the transcript of the sound; without an engine the job fails and says so', async () => {
  const upload_id = await upload('film.mp4', await film())
  const { job, results, zip } = await run('audio', { source: { upload_id } })
  expect([job.status, job.error]).toEqual(['completed', null])
  expect(Object.keys(job.steps)).toEqual(['video', 'audio', 'archive'])
  expect(pathsOf(results)).toEqual([
    'README.md',
    'film/transcript.json',
    'film/transcript.srt',
    'film/transcript.txt',
    'film/transcript.vtt',
    'manifest.json',
  ])
  expect(textIn(zip, 'film/transcript.txt')).toContain('Herons come')
  expect(results?.body).toMatchObject({
    language: 'en',
    video_transcript: expect.stringContaining('Herons come'),
    transcript: { engine: 'hearing', paths: { vtt: 'film/transcript.vtt' } },
  })
  const deaf = await run('audio', { source: { upload_id } }, { transcriber: null })
  expect(deaf.job).toMatchObject({ status: 'failed', error: { code: 'not_configured', step: 'audio' } })
}, 60_000)

it('transform: a document of an uploaded text', async () => {
  const text =
    'Reed beds clean **water** slowly, cheaply and without anybody noticing. <script>x</script>\n\nHerons come in the third year.'
  const upload_id = await upload('Reed beds.md', Buffer.from(text))
  const { job, results, zip } = await run('transform', { source: { upload_id }, target_language: 'en' })
  expect([job.status, job.error]).toEqual(['completed', null])
  const path = 'Documents/en/General/Reed beds.md'
  expect(pathsOf(results)).toEqual([path, 'README.md', 'manifest.json', 'metadata.json'].sort())
  expect(results).toMatchObject({
    markdown_path: path,
    body: { markdown_file: path, template: 'Session_en' },
  })
  expect(textIn(zip, path)).toContain('Herons come in the third year.')
  expect(textIn(zip, path)).toContain('clean **water** slowly')
  expect(textIn(zip, path)).not.toMatch(/upload:|sha256|<script/)
})

it('U02: an upload that is not the own one goes the way of every URL, and that refuses it', async () => {
  fetched.length = 0
  const own = await submit('pdf', { source: { upload_id: await upload('own.pdf', await slides(1)) } })
  const foreign = `upload:/${'0'.repeat(64)}/own.pdf`
  const step = own.steps.pdf!
  await stack.jobs.insert([
    {
      ...own,
      id: `${own.id}-x`,
      steps: { ...own.steps, pdf: { ...step, args: { attachment_url: foreign } } },
    },
  ])
  const job = await finish(`${own.id}-x`)
  expect(job).toMatchObject({ status: 'failed', error: { code: 'url_not_allowed' } })
  expect(fetched).toEqual([foreign])
  expect(() => checkUrl(foreign)).toThrow(AppError)
})

const said = (topic: string): string =>
  [
    `The ${topic} of the station were measured in every month of nine years.`,
    `Our team found that ${topic} depend on the height of the water in spring.`,
    `Nobody had counted ${topic} at this place before the year 2014.`,
    `Every volunteer can learn to count ${topic} within two days.`,
  ]
    .map((text, at) => `00:0${at}:00.000 --> 00:0${at}:30.000\n${text}\n`)
    .join('\n')
const talkOn = (session: string, filename: string) => ({
  event: 'Conf',
  track: 'Water',
  session,
  filename,
  url: 'https://talks.example.org/1',
  speakers: ['Ana Ruiz'],
  day: '2026-02-01',
  target_language: 'en',
  video_transcript: `WEBVTT\n\n${said(session.toLowerCase())}`,
})

it('track_summary: one document over finished talks, with an archive whose links lead to them', async () => {
  const ann = { user: 'ann' }
  const reeds = await run('session', talkOn('Reeds', 'reeds.md'), ann)
  const herons = await run('session', talkOn('Herons', 'herons.md'), ann)
  const jobs = [herons.job.id, reeds.job.id]
  expect([reeds.job.status, herons.job.status]).toEqual(['completed', 'completed'])
  const wished = { event: 'Conf', track: 'Water', jobs, target_language: 'en' }
  const { job, results, zip } = await run('track_summary', wished, ann)
  expect([job.status, job.error, job.warnings, job.job_name]).toEqual(['completed', null, [], 'Conf – Water'])
  const path = 'Conf/en/Water/Conf – Water.md'
  expect(results).toMatchObject({ markdown_path: path, archive: { filename: 'Conf – Water.zip' } })
  const document = textIn(zip, path)
  expect(results?.body).toMatchObject({
    markdown_content: document,
    template: 'Track_en',
    engine: 'extractive',
  })
  for (const [title, file] of [
    ['Reeds', 'reeds.md'],
    ['Herons', 'herons.md'],
  ] as const) {
    expect(document).toContain(`- **[${title}](${file})** · Ana Ruiz`)
    expect(textIn(zip, `Conf/en/Water/${file}`)).toContain(`# ${title}`)
  }
  const evidence = (results!.body.structured_data as { evidence: Record<string, { jobs: string[] }[]> })
    .evidence
  expect(evidence.lead?.length).toBeGreaterThan(0)
  for (const { jobs: cited } of Object.values(evidence).flat())
    expect(jobs).toEqual(expect.arrayContaining(cited))

  // The same again is cached; a talk that changed is read anew.
  const again = await run('track_summary', wished, ann)
  expect([again.job.steps.summary?.cached, again.results?.archive?.sha256]).toEqual([
    true,
    results?.archive?.sha256,
  ])
  const principal = { kind: 'user' as const, id: 'ann' }
  await restartJob(depsOf(), reeds.job.id, { parameters: { session: 'Reed beds' } }, { principal })
  await expect(submit('track_summary', wished, 'ann')).rejects.toMatchObject({
    details: [{ path: 'parameters.jobs', code: 'jobs_not_finished' }],
  })
  await finish(reeds.job.id)
  await restartJob(depsOf(), again.job.id, {}, { principal })
  const anew = await finish(again.job.id)
  expect([anew.status, anew.steps.summary?.cached]).toEqual(['completed', false])
  const body = (await stack.results.get(anew.id, 2))?.body
  expect(body?.markdown_content).toContain('[Reed beds](reeds.md)')
})

it('event_summary: of nobody else’s talks, and without an archive its files are there, too', async () => {
  const { job: talk } = await run('session', talkOn('Otters', 'otters.md'), { user: 'ann' })
  const wished = { event: 'Conf', jobs: [talk.id], target_language: 'de', create_archive: false }
  await expect(submit('event_summary', wished, 'bob')).rejects.toMatchObject({
    details: [{ path: 'parameters.jobs', code: 'unknown' }],
  })
  const { job, results } = await run('event_summary', wished, { user: 'ann' })
  expect([job.status, results?.markdown_path, results?.archive]).toEqual([
    'completed',
    'Conf/de/Conf.md',
    null,
  ])
  expect(pathsOf(results)).toEqual(
    expect.arrayContaining(['Conf/de/Conf.md', 'Conf/en/Water/otters.md', 'metadata.json']),
  )
  expect(results?.body.markdown_content).toContain('](../en/Water/otters.md)')
})
