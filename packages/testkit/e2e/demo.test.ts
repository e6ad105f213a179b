import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openPromise } from 'yauzl'
import { root } from './service.ts'

const out = mkdtempSync(join(tmpdir(), 'async-events-demo-out-'))
const sample = join(root, 'apps', 'local', 'sample-conference')
const expected: { session: string; status: string; error_code: string | null; text?: string[] }[] =
  JSON.parse(readFileSync(join(sample, 'expected.json'), 'utf8'))
const completed = expected.filter((entry) => entry.status === 'completed')
let printed = ''

beforeAll(() => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => /^(PATH|HOME)$/.test(key)))
  const run = spawnSync(process.execPath, ['apps/local/src/demo.ts', '--out', out], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  printed = `${run.stdout}${run.stderr}`
  expect(run.status, printed).toBe(0)
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

const zips = (): string[] => readdirSync(out).filter((name) => name.endsWith('.zip'))

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
    for (const { session } of expected) expect(printed).toContain(session)
    expect(printed).toContain('failed: source_not_found')
  })

  it('leaves an archive and its unpacked files for each session with a page', () => {
    expect(zips()).toHaveLength(completed.length)
    for (const zip of zips()) expect(statSync(join(out, zip.replace(/\.zip$/, ''))).isDirectory()).toBe(true)
  })

  it('writes documents with valid front matter that hold what the page says', async () => {
    for (const zip of zips()) {
      const entries = await entriesOf(zip)
      const [document] = [...entries].filter(([path]) => path.endsWith('.md') && path.includes('/'))
      expect(document, zip).toBeDefined()
      const [path, bytes] = document!
      const text = bytes.toString('utf8')
      const matter = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '') as Record<string, unknown>
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
