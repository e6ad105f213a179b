import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { chooseModel, modelsFolder } from '@async-events/models'
import { inherited } from '@async-events/testkit/inherited'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openPromise } from 'yauzl'
import { root } from './service.ts'

const out = mkdtempSync(join(tmpdir(), 'async-events-demo-out-'))
const sample = join(root, 'demo', 'sample-conference')
interface Expected {
  session: string
  status: string
  error_code: string | null
  text?: string[]
  warnings?: { step: string; code: string }[]
  transcript?: { language: string }
  slides?: { count: number; titles?: string[] }
  ocr_text?: object
}
const expected: Expected[] = JSON.parse(readFileSync(join(sample, 'expected.json'), 'utf8'))
const completed = expected.filter((entry) => entry.status === 'completed')
let printed = ''
// What this machine has, as the demo finds it
const model = await chooseModel(modelsFolder(process.env))
const heard = model === null ? /\d % pocketsphinx/ : new RegExp(`\\d % whisper:${model.name}`)

beforeAll(() => {
  const env = inherited('HOME', 'MODELS_DIR')
  const run = spawnSync(process.execPath, ['demo/src/demo.ts', '--out', out], {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 360_000,
  })
  printed = `${run.stdout}${run.stderr}`
  expect(run.status, printed).toBe(0)
}, 400_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

const zips = (): string[] => readdirSync(out).filter((name) => name.endsWith('.zip'))

/** The archive of a session, by the session in its document's front matter. */
async function archiveOf({ session }: Expected): Promise<Map<string, Buffer>> {
  for (const zip of zips()) {
    const entries = await entriesOf(zip)
    if (documentOf(entries).matter.session === session) return entries
  }
  throw new Error(`no archive of ${session}`)
}

function documentOf(entries: Map<string, Buffer>) {
  const [path, bytes] = [...entries].find(([path]) => path.endsWith('.md') && path.includes('/'))!
  const text = bytes.toString('utf8')
  const matter = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '') as Record<string, unknown>
  return { path, text, matter }
}

async function entriesOf(zip: string): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  const opened = await openPromise(join(out, zip))
  for await (const entry of opened.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk)
    entries.set(entry.fileName, Buffer.concat(chunks))
  }
  return entries
}

describe('npm run demo', () => {
  it('shows each session and says what became of it', () => {
    const table = printed.slice(printed.indexOf('Session  ')).split('\n')
    for (const { session, status, error_code: code, slides, warnings = [], ...wanted } of expected) {
      const line = table.find((row) => row.startsWith(session)) ?? ''
      expect(line).toContain(code === null ? status : `${status}: ${code}`)
      expect(line).toMatch(/ yes$/)
      if (slides) expect(line).toMatch(new RegExp(`  ${slides.count}  `))
      for (const warning of warnings) expect(line).toContain(`${warning.step}: ${warning.code}`)
      if (wanted.transcript)
        expect(line).toMatch(wanted.transcript.language === 'en' ? heard : /\d % captions/)
      if (wanted.ocr_text) expect(line).toMatch(/\d % OCR/)
    }
    expect(printed).toContain('Everything is as expected')
  })

  it('shows the slides in the document and lays the transcript beside them', async () => {
    let pictures = 0
    for (const wanted of completed) {
      const entries = await archiveOf(wanted)
      const assets = [...entries.keys()].filter((path) => path.includes('/assets/'))
      const transcript = assets.filter((path) => /\/transcript\.(vtt|srt|txt|json)$/.test(path))
      expect(transcript, wanted.session).toHaveLength(wanted.transcript ? 4 : 0)
      expect(assets.length - transcript.length, wanted.session).toBe(wanted.slides?.count ?? 0)
      const { text } = documentOf(entries)
      for (const title of wanted.slides?.titles ?? []) expect(text).toContain(`![${title}](`)
      pictures += wanted.slides?.count ?? 0
    }
    expect(pictures).toBeGreaterThan(10)
  })

  it('takes nothing from the files that a disguised playlist names', async () => {
    const hostile = completed.find(({ warnings }) => warnings?.some(({ code }) => code === 'invalid_media'))!
    const entries = await archiveOf(hostile)
    expect([...entries.keys()].filter((path) => path.includes('/assets/'))).toEqual([])
    expect(documentOf(entries).text).not.toContain('EXTM3U')
  })

  it('leaves an archive and its unpacked files for each session with a page', () => {
    expect(zips()).toHaveLength(completed.length)
    for (const zip of zips()) expect(statSync(join(out, zip.replace(/\.zip$/, ''))).isDirectory()).toBe(true)
  })

  it('leaves the site of the conference, and says how to open it', () => {
    const site = join(out, 'site')
    const start = readFileSync(join(site, 'index.html'), 'utf8')
    for (const { session } of completed) expect(start).toContain(session.replace('&', '&#x26;'))
    expect(start).toContain('class="missing"')
    expect(printed).toContain(`npx -y serve "${site}"`)
  })

  it('writes documents with valid front matter that hold what the page says', async () => {
    for (const zip of zips()) {
      const entries = await entriesOf(zip)
      const { path, text, matter } = documentOf(entries)
      const wanted = completed.find((entry) => entry.session === matter.session)
      expect(wanted, `${zip}: ${String(matter.session)}`).toBeDefined()
      expect(matter).toMatchObject({
        event: 'Wetland Conf 2026',
        title: expect.any(String),
        language: expect.any(String),
      })
      expect(path.split('/')[0]).toBe('Wetland Conf 2026')
      for (const sentence of wanted?.text ?? [])
        expect(text.replace(/\s+/g, ' ')).toContain(sentence.replace(/\s+/g, ' '))
    }
  })

  it('packs archives whose relative links all resolve inside', async () => {
    let links = 0
    for (const zip of zips()) {
      const entries = await entriesOf(zip)
      for (const [path, bytes] of entries) {
        if (!path.endsWith('.md')) continue
        for (const [, target = ''] of bytes.toString('utf8').matchAll(/\]\(<?([^)>\s]+)>?\)/g)) {
          if (/^[a-z][a-z0-9+.-]*:|^#/i.test(target)) continue
          links += 1
          const inside = normalize(join(dirname(path), decodeURIComponent(target.split('#', 1)[0] ?? '')))
          expect([...entries.keys()], `${zip}: ${path} links to ${target}`).toContain(inside)
        }
      }
    }
    expect(links).toBeGreaterThanOrEqual(zips().length) // each README leads to its document
  })
})
