import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeAbandoned } from '../src/sweep-workdirs.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'async-events-workdirs-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

it('removes the work folders of containers that are gone, and none that is in use', async () => {
  const now = new Date('2026-06-01T12:00:00Z')
  const minutesOf = { 'video-5f2c-7': 61, 'video-9a1e-7': 59, 'video-c03d-7': 0 }
  for (const [name, minutes] of Object.entries(minutesOf)) {
    const folder = join(root, name)
    await mkdir(folder)
    await writeFile(join(folder, 'recording.mp4'), 'bytes')
    const marked = new Date(now.getTime() - minutes * 60_000)
    await utimes(folder, marked, marked)
  }
  await removeAbandoned(root, now)
  expect((await readdir(root)).sort()).toEqual(['video-9a1e-7', 'video-c03d-7'])
})

it('needs no folder to be there', async () => {
  await expect(removeAbandoned(join(root, 'none'), new Date())).resolves.toBeUndefined()
})
