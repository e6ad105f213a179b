import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSession } from './check-session.ts'
import type { ExpectedSession } from './expected-session.ts'
import type { JobDetails } from './job-details.ts'

const said = 'the water is high in the marsh today and nobody knows why'
const written = 'We own nineteen hectares of drained fen.'
const base = 'Conf/assets/marsh'
const expected: ExpectedSession = {
  session: 'Marsh',
  status: 'completed',
  error_code: null,
  video_url: 'http://conference.example/video/marsh.mp4',
  room: 'Barn',
  warnings: [{ step: 'pdf-2', code: 'source_not_found' }],
  transcript: { language: 'en', words_file: 'said.txt', min_share_of_words: 0.8 },
  slides: { count: 2, titles: ['One', 'Two'], times: [0, 12.6] },
  page_texts: [['One'], ['Second  page']],
  ocr_text: { words_file: 'written.txt', min_share_of_words: 0.9 },
  never_asked_for: ['/canary'],
}

/** What the service answers; a test changes a part of it. */
interface Answers {
  job: JobDetails
  document: string
  files: Record<string, string | Buffer>
  served: { vtt: string; srt: string }
  requests: string[]
}

const vtt = `WEBVTT\n\n00:00.600 --> 00:04.000\n${said}\n`
const srt = `1\n00:00:00,600 --> 00:00:04,000\n${said}\n\n`

function goodAnswers(): Answers {
  return {
    job: {
      job_id: 'job-1',
      status: 'completed',
      progress: { percent: 100, step: null },
      parameters: { session: 'Marsh' },
      error: null,
      warnings: [{ step: 'pdf-2', code: 'source_not_found', message: 'gone' }],
      results: {
        archive_url: '/archive',
        markdown_content: null,
        structured_data: {
          facts: {
            session: { value: 'Marsh', source: 'parameter' },
            event: { value: 'Conf', source: 'parameter' },
            track: { value: 'Water', source: 'parameter' },
            room: { value: 'Barn', source: 'label' },
          },
        },
        page_texts: ['Slide\nOne', `Second\npage\n${written}`],
        attachments: [{ url: 'http://conference.example/slides.pdf', pages: 2, ocr_pages: 1 }],
        transcript: {
          engine: 'pocketsphinx',
          language: 'en',
          segments: [{ start: 0.6, end: 4, text: said }],
          vtt_url: '/vtt',
          srt_url: '/srt',
        },
      },
    },
    document: [
      '---\ntitle: Marsh\n---\n\n# Marsh\n',
      '[![Watch](../../assets/marsh/1.png)](http://conference.example/video/marsh.mp4)\n',
      '## Slides\n',
      '### One\n\n![One](../../assets/marsh/1.png)\n\n[0:00–0:12](http://conference.example/video/marsh.mp4#t=0)\n',
      '### Two\n\n![Two](../../assets/marsh/2.png)\n\n[0:12–0:20](http://conference.example/video/marsh.mp4#t=12)\n',
    ].join('\n'),
    files: {
      [`${base}/1.png`]: png(640, 360),
      [`${base}/2.png`]: png(640, 360),
      [`${base}/transcript.vtt`]: vtt,
      [`${base}/transcript.srt`]: srt,
      'README.md': 'read me',
    },
    served: { vtt, srt },
    requests: ['/talks/marsh.html', '/video/marsh.mp4'],
  }
}

let answers: Answers
let server: Server
let service: string
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-session-'))
  server = createServer((request, response) => {
    const { document, files, served } = answers
    if (request.url === '/archive') {
      response.setHeader('content-disposition', 'attachment; filename="marsh.zip"')
      response.end(storedZip({ 'Conf/en/track/marsh.md': document, ...files }))
    } else if (request.url === '/vtt') response.end(served.vtt)
    else if (request.url === '/srt') response.end(served.srt)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  service = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

const texts: Record<string, string> = { 'said.txt': said, 'written.txt': written }

function check(wanted: ExpectedSession | undefined = expected) {
  const known = (file: string) => Promise.resolve(texts[file] ?? '')
  return checkSession(answers.job, wanted, { service, out: folder, requests: answers.requests, known })
}

test('all is as expected', async () => {
  answers = goodAnswers()
  expect(await check()).toEqual({
    session: 'Marsh',
    outcome: 'completed',
    files: 6,
    slides: 2,
    words: '100 % pocketsphinx, 100 % OCR',
    warnings: 'pdf-2: source_not_found',
    problems: [],
  })
})

test.each<[problem: string, change: (answers: Answers) => void]>([
  ['expected completed', ({ job }) => (job.status = 'failed')],
  ['expected completed', ({ job }) => (job.error = { code: 'timeout', message: 'late' })],
  ['no warning pdf-2: source_not_found', ({ job }) => (job.warnings = [])],
  [
    'the warning audio: tool_missing',
    ({ job }) => job.warnings.push({ step: 'audio', code: 'tool_missing', message: '' }),
  ],
  ['/canary was asked for', ({ requests }) => requests.push('/canary')],
  ['nobody asked for the recording', ({ requests }) => requests.pop()],
  ['no archive', ({ job }) => (job.results!.archive_url = null)],
  ['2 documents', ({ files }) => (files['Conf/en/other.md'] = '')],
  ['leads nowhere', ({ files }) => delete files[`${base}/2.png`]],
  ['2.png is no picture', ({ files }) => (files[`${base}/2.png`] = png(640, 360).subarray(0, 40))],
  ['2.png is only 160 pixels wide', ({ files }) => (files[`${base}/2.png`] = png(160, 90))],
  ['1 pictures in the document, not 2', (all) => (all.document = all.document.replace('![Two]', '[Two]'))],
  ['"2" is not "Two"', (all) => (all.document = all.document.replace('![Two]', '![2]'))],
  [
    '"Two" is linked to second 14, not 12.6',
    (all) => (all.document = all.document.replace('#t=12', '#t=14')),
  ],
  ['"One" is linked to second null', (all) => (all.document = all.document.replace('#t=0', ''))],
  ['no transcript', ({ job }) => (job.results!.transcript = null)],
  ['the transcript is in de, not en', ({ job }) => (job.results!.transcript!.language = 'de')],
  ['of the words of said.txt were found', (all) => say(all, 'the water is high')],
  ['transcript.vtt holds', (all) => serve(all, 'vtt', vtt.replace('marsh today', ''))],
  ['transcript.srt holds', (all) => serve(all, 'srt', srt.replace('marsh today', ''))],
  ['transcript.vtt: line 3: no cue timings', (all) => serve(all, 'vtt', vtt.replace('00.600', '00,600'))],
  ['transcript.srt: line 1: the number is not 1', (all) => serve(all, 'srt', srt.replace('1', '0'))],
  ['no transcript.vtt in the archive', ({ files }) => delete files[`${base}/transcript.vtt`]],
  ['is another than that of the archive', ({ served }) => (served.srt += '\n')],
  ['the text of page 2 lacks "Second  page"', ({ job }) => job.results?.page_texts.reverse()],
  ['no page was read from its picture', ({ job }) => (job.results!.attachments = [])],
  ['of the words of written.txt were found', ({ job }) => (job.results!.page_texts[1] = 'Second page')],
])('it is said when it is not: %s', async (problem, change) => {
  answers = goodAnswers()
  change(answers)
  const { problems } = await check()
  expect(problems.join('; ')).toContain(problem)
})

test('what nobody expects is said', async () => {
  answers = goodAnswers()
  expect((await check({ session: 'Marsh', status: 'completed', error_code: null })).problems).toEqual([
    'the warning pdf-2: source_not_found',
    '2 pictures in the document, not 0',
    'there is a transcript of nothing',
  ])
  const unknown = await checkSession(answers.job, undefined, {
    service,
    out: folder,
    requests: [],
    known: () => Promise.resolve(''),
  })
  expect(unknown.problems).toEqual(['nothing is expected of this session'])

  answers.job.warnings.push({ step: 'transform', code: 'not_translated', message: '' })
  expect((await check()).problems).toEqual(['the warning transform: not_translated'])
  expect(
    (await check({ ...expected, may_warn: [{ step: 'transform', code: 'not_translated' }] })).problems,
  ).toEqual([])
})

test('a job that failed as it should has no results to look at', async () => {
  answers = goodAnswers()
  Object.assign(answers.job, {
    status: 'failed',
    error: { code: 'source_not_found', message: 'gone' },
    warnings: [],
    results: null,
  })
  const row = await check({ session: 'Marsh', status: 'failed', error_code: 'source_not_found' })
  expect(row).toMatchObject({ outcome: 'failed: source_not_found', files: 0, problems: [] })
})

function say({ job }: Answers, text: string): void {
  const [segment] = job.results?.transcript?.segments ?? []
  if (segment) segment.text = text
}

function serve({ files, served }: Answers, ending: 'vtt' | 'srt', text: string): void {
  files[`${base}/transcript.${ending}`] = text
  served[ending] = text
}

/** A black picture. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const around = Buffer.alloc(8)
    around.writeUInt32BE(data.length, 0)
    around.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
  }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A ZIP without compression (APPNOTE 4.3): each file behind its header, then the directory. */
function storedZip(files: Record<string, string | Buffer>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path)
    const data = Buffer.from(content as string)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('504b01021400', 'hex'), facts, place, name)
    const body = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, name, data])
    bodies.push(body)
    offset += body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(bodies.length, 8)
  end.writeUInt16LE(bodies.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listed, end])
}
