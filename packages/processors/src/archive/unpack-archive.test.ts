import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unpackArchive } from './unpack-archive.ts'
import { zipStream } from './zip-stream.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A ZIP whose names are put into its bytes: a writer refuses those that lead elsewhere. */
async function zipOf(
  name: string,
  files: Record<string, string>,
  rename: [string, string] = ['', ''],
): Promise<string> {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    text,
    ref: { bytes: text.length, media_type: 'text/plain' },
  }))
  const bytes = Buffer.concat(
    await Array.fromAsync(
      zipStream(entries, {
        date: new Date('1980-01-01T00:00:00Z'),
        signal: new AbortController().signal,
        open: async ({ text }) =>
          (async function* () {
            yield Buffer.from(text)
          })(),
      }),
    ),
  )
  const path = join(folder, `${name}.zip`)
  await writeFile(path, Buffer.from(bytes.toString('latin1').replaceAll(...rename), 'latin1'))
  return path
}

it('writes every file, and replaces what is there', async () => {
  const zip = await zipOf('good', { 'a/b.txt': 'new', 'c.txt': 'c' })
  const out = join(folder, 'good')
  await mkdir(join(out, 'a'), { recursive: true })
  await writeFile(join(out, 'a/b.txt'), 'old and longer')
  expect(await unpackArchive(zip, out)).toEqual(['a/b.txt', 'c.txt'])
  expect(await readFile(join(out, 'a/b.txt'), 'utf8')).toBe('new')
})

it('T03: writes nothing of an archive that leads out of its folder', async () => {
  const zip = await zipOf('bad', { 'good.txt': 'x', 'zz/zz/z.txt': 'y' }, ['zz/zz/z', '../../z'])
  const out = join(folder, 'bad')
  await expect(unpackArchive(zip, out)).rejects.toThrow()
  await expect(readFile(join(out, 'good.txt'))).rejects.toThrow('ENOENT')
})

it('replaces a link instead of writing to where it leads', async () => {
  const zip = await zipOf('link', { 'a.txt': 'new' })
  const out = join(folder, 'link')
  await mkdir(out)
  await writeFile(join(folder, 'elsewhere.txt'), 'kept')
  await symlink(join(folder, 'elsewhere.txt'), join(out, 'a.txt'))
  await unpackArchive(zip, out)
  expect(await readFile(join(folder, 'elsewhere.txt'), 'utf8')).toBe('kept')
  expect(await readFile(join(out, 'a.txt'), 'utf8')).toBe('new')
})
