import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionParameters } from '@async-events/client'
import PDFDocument from 'pdfkit'
import { makeSound, speechFile, toneOf } from './make-sound.ts'
import { hashText } from './seeded-random.ts'

/**
 * `plain` answers at once · `slow` after seconds · `late` after many · `flaky` not at first · `slides` with a PDF · `sound`
 * with a recording · `long` with one that takes a program seconds · `gone` is not there: its job fails · `down` never
 * answers well: its job fails after its retries.
 */
export const pageKinds = [
  'plain',
  'slow',
  'late',
  'flaky',
  'slides',
  'sound',
  'long',
  'gone',
  'down',
] as const
export type PageKind = (typeof pageKinds)[number]

/** Pages whose job must complete despite all faults. */
export const goodPages: ReadonlySet<string> = new Set(
  pageKinds.filter((kind) => kind !== 'gone' && kind !== 'down'),
)

export interface FakeConference {
  /** For `FETCH_ALLOW`. */
  host: string
  session(kind: PageKind, number: number): SessionParameters
  close(): Promise<void>
}

export interface ConferenceOptions {
  /** How long a slow page takes, in milliseconds: from and to, by its number. */
  slowMs?: [number, number]
  /** Without it there are no recordings, and no ffmpeg is needed. */
  withSound?: boolean
}

const variants = 4
/** How long a late page takes, in milliseconds. */
const lateMs = 15_000

/** A fake conference site on 127.0.0.1. A response depends on the path and the number of requests to it. */
export async function startFakeConference({
  slowMs = [1_000, 4_000],
  withSound = true,
}: ConferenceOptions = {}): Promise<FakeConference> {
  const slides = await Promise.all(Array.from({ length: variants }, (_, number) => makeSlides(number)))
  const sounds = withSound ? makeSounds() : []
  const asked = new Map<string, number>()

  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const [, folder = '', name = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(path) ?? []
    const number = Number.parseInt(name, 10) || 0
    const times = (asked.get(path) ?? 0) + 1
    asked.set(path, times)
    if (folder === 'decks') return send(response, 'application/pdf', slides[number % variants])
    if (folder === 'sounds') return send(response, 'audio/ogg', sounds[number % variants])
    if (folder === 'songs') return send(response, 'audio/ogg', sounds[variants])
    if (folder === 'late') await pause(lateMs)
    if (folder === 'slow') {
      const [from, to] = slowMs
      await pause(from + (hashText(path) % (to - from + 1)))
    }
    if (folder === 'flaky' && times === 1) return refuse(response, 503)
    if (folder === 'down') return refuse(response, 500)
    if (folder === 'gone' || !(pageKinds as readonly string[]).includes(folder)) return refuse(response, 404)
    send(response, 'text/html; charset=utf-8', Buffer.from(page(folder, number)))
  }
  const server = createServer((request, response) => {
    answer(request.url ?? '', response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`

  return {
    host,
    session: (kind, number) => ({
      event: 'Chaos Conf',
      session: `Talk ${number} (${kind})`,
      url: `http://${host}/${kind}/${number}`,
      filename: `talk-${number}.md`,
      track: `track ${number % 5}`,
      target_language: 'en',
      ...(kind === 'slides' ? { attachments_url: [`http://${host}/decks/${number}.pdf`] } : {}),
      ...(kind === 'sound' && withSound ? { video_url: `http://${host}/sounds/${number}.ogg` } : {}),
      ...(kind === 'long' && withSound ? { video_url: `http://${host}/songs/${number}.ogg` } : {}),
    }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function send(response: ServerResponse, type: string, bytes: Buffer | undefined): void {
  if (!bytes) refuse(response, 404)
  else response.writeHead(200, { 'content-type': type, 'content-length': bytes.byteLength }).end(bytes)
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end('Not now.')
}

const page = (
  kind: string,
  number: number,
): string => `<!doctype html><html lang="en"><head><title>Talk ${number}</title></head>
<body><main><h1>Talk ${number} (${kind})</h1>
<p>This is talk number ${number} of a conference about keeping things in order while everything around them breaks. It
tells how a sluice keeper writes down each opening of the gate before he turns the wheel, so that whoever comes after him
knows what was meant.</p>
<p>The second half shows the ledger of ${1900 + (number % 100)}: ${number} entries, each signed, none of them lost in the
flood that took the house.</p></main></body></html>`

function makeSlides(number: number): Promise<Buffer> {
  const document = new PDFDocument({ size: [480, 270], info: { CreationDate: new Date(0) } })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.fontSize(24).text(`Ledger ${number}`, 40, 40)
  document.addPage().fontSize(24).text(`Flood ${number}`, 40, 40)
  document.end()
  return new Promise((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))))
}

/** A few seconds of speech each, from different places of one recording; then, as the last, half an hour of a tone. */
function makeSounds(): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'async-events-sounds-'))
  const made = (number: number, input: readonly string[]): Buffer => {
    const file = join(folder, `${number}.ogg`)
    makeSound(file, input)
    return readFileSync(file)
  }
  try {
    const speech = Array.from({ length: variants }, (_, number) =>
      made(number, ['-ss', String(number * 4), '-t', '3', '-i', speechFile]),
    )
    return [...speech, made(variants, toneOf(1_800))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
