import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { artifactsConfig, openConfiguredArtifactStore } from '../src/artifacts-config.ts'
import { openArtifactStore } from '../src/open-artifact-store.ts'
import { scopeFromPath, scopeToPath } from '../src/scope-path.ts'

it.each([
  ['https://bucket/x', 'file:/// or s3://'],
  ['s3:///prefix', 'bucket'],
  ['s3://id:secret@bucket/x', 'credentials'],
  ['s3://bucket/x?enpoint=http://x', 'enpoint'],
  ['not a url', 'Invalid URL'],
])('refuses %s', async (url, reason) => {
  await expect(openArtifactStore(url)).rejects.toThrow(reason)
})

it('keeps artifacts in the data folder when no URL is given', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'data dir-'))
  try {
    const config = z.object(artifactsConfig).parse({ DATA_DIR: folder })
    const store = await openConfiguredArtifactStore(config)
    await store.put('public', 'x')
    expect((await stat(join(folder, 'artifacts', 'public'))).isDirectory()).toBe(true)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it('gives every scope a path of its own that leads back', () => {
  const scopes = [
    'public',
    'u:public',
    'u:',
    'u:_',
    'u:_3a',
    'u:A',
    'u:a',
    `u:${'é'.repeat(300)}`,
    '.tmp',
    '..',
    '+',
  ]
  const paths = scopes.map(scopeToPath)
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(scopes.length)
  for (const [index, path] of paths.entries()) {
    expect(scopeFromPath(path)).toBe(scopes[index])
    for (const part of path.split('/')) expect(part).toMatch(/^\+?[a-z0-9_-]{1,200}$/)
  }
  for (const path of ['', '.tmp', 'A', '_4', '_41/+', '_61', 'lost+found', '+a'])
    expect(scopeFromPath(path)).toBeNull()
})
