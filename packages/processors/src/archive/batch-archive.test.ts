import type { ArtifactRef, ResultFile } from '@async-events/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { readZip } from '../../test/read-zip.ts'
import { batchArchive, type FinishedSession } from './batch-archive.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

async function session(stem: string): Promise<FinishedSession> {
  const document = `Conf/en/main/${stem}.md`
  const contents: [string, string, string][] = [
    [document, `# ${stem}\n\n![Slide](../../assets/${stem}/slide-001.jpg)\n`, 'text/markdown'],
    [`Conf/assets/${stem}/slide-001.jpg`, `picture of ${stem}`, 'image/jpeg'],
    ['metadata.json', `{"stem":"${stem}"}`, 'application/json'],
    ['README.md', 'of one session', 'text/markdown'],
    ['manifest.json', '{}', 'application/json'],
  ]
  const files: ResultFile[] = []
  for (const [path, text, type] of contents) files.push({ path, ...(await bench.artifacts.put(text, type)) })
  return { event: 'Conf', session: `Talk *${stem}*`, file_stem: stem, document, files }
}
const open = (ref: ArtifactRef) => bench.artifacts.open(ref)
const unzip = async (zip: Buffer): Promise<Map<string, string>> =>
  new Map((await readZip(zip)).map(({ path, bytes }) => [path, bytes.toString()]))
const signal = new AbortController().signal
const bytesOf = async (sessions: FinishedSession[]): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(batchArchive('Whole *conf*', sessions, { open, signal })))

it('holds every session where its own archive has it, and one table of contents for all', async () => {
  const sessions = [await session('a'), await session('b')]
  const zip = await unzip(await bytesOf(sessions))
  expect([...zip.keys()].sort()).toEqual([
    'Conf/assets/a/metadata.json',
    'Conf/assets/a/slide-001.jpg',
    'Conf/assets/b/metadata.json',
    'Conf/assets/b/slide-001.jpg',
    'Conf/en/main/a.md',
    'Conf/en/main/b.md',
    'README.md',
    'manifest.json',
  ])
  expect(zip.get('README.md')?.toString()).toBe(
    '# Whole \\*conf\\*\n\n- [Talk \\*a\\*](Conf/en/main/a.md)\n- [Talk \\*b\\*](Conf/en/main/b.md)\n',
  )
  expect(JSON.parse(String(zip.get('manifest.json'))).files).toHaveLength(7)
  expect((await bytesOf(sessions)).equals(await bytesOf(sessions))).toBe(true)
})

it('of nothing is a ZIP that says so', async () => {
  const zip = await unzip(await bytesOf([]))
  expect(zip.get('README.md')?.toString()).toContain('No session is finished yet.')
})

it('T04: a file that is gone in the middle breaks it off', async () => {
  const sessions = [await session('a'), await session('b')]
  const broken = batchArchive('x', sessions, {
    signal,
    open: async (ref) => {
      if (ref.media_type === 'image/jpeg') throw new Error('gone')
      return open(ref)
    },
  })
  await expect(Array.fromAsync(broken)).rejects.toThrow('gone')
})
