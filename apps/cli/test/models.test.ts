import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type PublishedModel, printDownload } from '@async-events/models'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runModels } from '../src/models.ts'

/** Begins as a model of whisper.cpp does: the size base, of every language. */
function baseModel(seed: number): Buffer {
  const bytes = Buffer.alloc(2_000_000, seed)
  const header = [0x67676d6c, 51_865, 1500, 512, 8, 6, 448, 512, 8, 6, 80, 2009]
  for (const [at, value] of header.entries()) bytes.writeUInt32LE(value, at * 4)
  return bytes
}

const bytes = baseModel(1)
const base: PublishedModel = {
  name: 'base',
  file: 'ggml-base-q5_1.bin',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  kind: 'base',
  english: false,
  suits: 'tests',
}

let folder: string
let mirror: string
let lines: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
  mirror = await mkdtemp(join(tmpdir(), 'mirror-'))
  await writeFile(join(mirror, base.file), bytes)
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await rm(mirror, { recursive: true })
})

async function models(...args: string[]): Promise<number> {
  lines = []
  return await runModels(args, {
    env: { MODELS_DIR: folder, MODELS_URL: pathToFileURL(mirror).href },
    output: { line: (text) => lines.push(text), status: null },
    signal: new AbortController().signal,
    models: [base],
  })
}

it('lists what there is, and how to begin, without arguments', async () => {
  expect(await models()).toBe(0)
  const shown = lines.join('\n')
  expect(shown).toMatch(/base {2}2 MB {2}any {7} {4} {2}tests/)
  expect(shown).toContain('npm run models -- get base')
  expect(shown).toContain('usage:')
  expect(shown).toContain(folder)
  await models('get', 'base')
  await models('list')
  expect(lines.join('\n')).toMatch(/base {2}2 MB {2}any {7}in use {2}tests/)
  expect(lines.join('\n')).not.toContain('usage:')
})

it('gets, verifies and removes by any of its names', async () => {
  expect(await models('get', 'base-q5_1')).toBe(0)
  expect(lines).toEqual([
    ...Array.from({ length: 10 }, (_, at) => `base: ${(at + 1) * 10} % of 2 MB`).filter((line) =>
      lines.includes(line),
    ),
    'base: checking',
    `base is ready: ${join(folder, base.file)}`,
  ])
  expect(lines[0]).toMatch(/^base: \d0 % of 2 MB$/)
  expect(await models('get', 'ggml-base-q5_1.bin')).toBe(0)
  expect(lines).toEqual([`base is there already: ${join(folder, base.file)}`])
  expect(await models('verify')).toBe(0)
  expect(lines).toEqual([`base-q5_1: ok, as published (sha256 ${base.sha256})`])
  expect(await models('remove', 'base')).toBe(0)
  expect(existsSync(join(folder, base.file))).toBe(false)
  expect(await models('remove', 'base')).toBe(0)
  expect(lines).toEqual(['base is not there.'])
})

it('says of other files what they are', async () => {
  await writeFile(join(folder, 'ggml-my-german.bin'), baseModel(2))
  expect(await models('verify')).toBe(0)
  expect(lines[0]).toContain('my-german: not a published file')
  await writeFile(join(folder, base.file), baseModel(2))
  expect(await models('verify', 'base')).toBe(1)
  expect(lines.join('\n')).toMatch(/not the published file of this name.*\n.*published: [0-9a-f]{64}/)
  await models('list')
  expect(lines.join('\n')).toContain('my-german, 2 MB: a model')
  expect(await models('verify', 'small')).toBe(1)
  expect(lines).toEqual([`small: is not in ${folder}`])
})

it('an unknown name is answered with the known ones, and a wrong command with the usage', async () => {
  await expect(models('get', 'bse\u001b[2J')).rejects.toMatchObject({
    code: 'not_found',
    message: 'There is no model "bse\ufffd[2J". There are: base.',
  })
  for (const args of [['get'], ['remove'], ['install', 'base'], ['list', 'base']])
    expect(await models(...args)).toBe(2)
})

it('shows a bar on a terminal', () => {
  const shown: string[] = []
  let now = 0
  const output = { line: () => {}, status: (text: string) => void shown.push(text) }
  const report = printDownload(output, { ...base, bytes: 40e6 }, () => now)
  for (const part of [0, 0.25, 0.5, 1]) {
    now = part * 10_000
    report({ type: 'progress', bytes: part * 40e6, total: 40e6 })
  }
  expect(shown).toEqual([
    'base [........................]   0 % of 40 MB',
    'base [######..................]  25 % of 40 MB, 4.0 MB/s, 8 s left',
    'base [############............]  50 % of 40 MB, 4.0 MB/s, 5 s left',
    'base [########################] 100 % of 40 MB, 4.0 MB/s, 0 s left',
  ])
})
