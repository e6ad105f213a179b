import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogue, findPublished } from '../src/catalogue.ts'
import { chooseModel } from '../src/choose-model.ts'
import { isIncomplete, listInstalled } from '../src/list-installed.ts'
import { modelsFolder } from '../src/models-config.ts'
import { removeModel } from '../src/remove-model.ts'
import { verifyModel } from '../src/verify-model.ts'
import { modelBytes, publishedAs } from './mirror.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const layers = { tiny: 4, base: 6, small: 12, medium: 24, large: 32, turbo: 32 }

/** As long as published ones are, without their bytes. */
async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    const known = findPublished(name)
    const kind = known?.kind ?? (name.split(/[-.]/)[0] as keyof typeof layers)
    const path = join(folder, known?.file ?? `ggml-${name}.bin`)
    const english = known?.english ?? name.includes('.en')
    const shape = { layers: layers[kind], textLayers: kind === 'turbo' ? 4 : layers[kind] }
    await writeFile(path, modelBytes(500, { ...shape, words: english ? 51_864 : 51_865 }))
    await truncate(path, known?.bytes ?? 600)
  }
}

const chosen = async (wanted?: string): Promise<string | null> =>
  (await chooseModel(folder, wanted))?.name ?? null

describe('the catalogue', () => {
  it('has each name, file and hash once', () => {
    for (const key of ['name', 'file', 'sha256', 'bytes'] as const)
      expect(new Set(catalogue.map((model) => model[key])).size).toBe(catalogue.length)
    for (const { sha256, file, name, english } of catalogue) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(file).toMatch(/^ggml-[\w.-]+\.bin$/)
      expect(name.endsWith('.en')).toBe(english)
    }
  })

  it.each(['base', 'base-q5_1', 'ggml-base-q5_1', 'ggml-base-q5_1.bin'])('knows %s', (name) => {
    expect(findPublished(name)?.name).toBe('base')
  })

  it.each(['', 'bas', '../base', 'base.bin.bin', 'BASE'])('does not know "%s"', (name) => {
    expect(findPublished(name)).toBeNull()
  })
})

describe('without a wish the best is used', () => {
  it.each([
    [[], null],
    [['tiny', 'base'], 'base-q5_1'],
    [['base', 'small', 'medium'], 'medium-q5_0'],
    [['large', 'turbo'], 'large-v3-turbo-q5_0'],
    [['large', 'medium'], 'large-v3-q5_0'],
    [['small.en', 'base.en'], 'small.en-q5_1'],
    [['medium.en', 'tiny'], 'tiny-q5_1'],
    [['base', 'base-f16'], 'base-f16'],
    [['small-of-my-own', 'base'], 'small-of-my-own'],
  ])('of %j it is %s', async (names, best) => {
    await put(...names)
    expect(await chosen()).toBe(best)
  })

  it('files that are no model, or the beginning of one, are left out', async () => {
    await put('small', 'tiny')
    await truncate(join(folder, 'ggml-small-q5_1.bin'), 100_000)
    await writeFile(join(folder, 'ggml-empty.bin'), '')
    await writeFile(join(folder, 'ggml-page.bin'), '<html>'.repeat(100))
    // Of another program with the same magic number, such as voice activity detection
    await writeFile(join(folder, 'ggml-silero-v5.1.2.bin'), modelBytes(500, { words: 10 }))
    await writeFile(join(folder, 'notes.txt'), '')
    expect(await chosen()).toBe('tiny-q5_1')
    const unusable = (await listInstalled(folder)).filter(isIncomplete)
    expect(unusable.map(({ name }) => name)).toEqual(['empty', 'page', 'silero-v5.1.2', 'small-q5_1'])
  })

  it('a folder that does not exist holds none', async () => {
    expect(await chooseModel(join(folder, 'none'))).toBeNull()
  })
})

describe('a wish', () => {
  it.each([
    ['base', 'base-q5_1'],
    ['base-q5_1', 'base-q5_1'],
    ['ggml-base-q5_1.bin', 'base-q5_1'],
    ['small', 'small-q8_0'],
    ['my-german', 'my-german'],
    ['medium', null],
    ['base.en', null],
  ])('for %s is %s', async (wanted, name) => {
    await put('tiny', 'base', 'small-q8_0', 'base-f16', 'my-german')
    expect(await chosen(wanted)).toBe(name)
  })

  it('may be a path outside of the folder', async () => {
    await put('my-german')
    expect((await chooseModel('/nowhere', join(folder, 'ggml-my-german.bin')))?.name).toBe('my-german')
    expect(await chooseModel('/nowhere', join(folder, 'ggml-other.bin'))).toBeNull()
    expect(await chooseModel('/nowhere', '/')).toBeNull()
  })
})

describe('verifying', () => {
  const bytes = modelBytes(1000)
  const models = [publishedAs(bytes)]
  const cases: [string, string, Buffer][] = [
    ['published', 'base-q5_1', bytes],
    ['other', 'base-q5_1', modelBytes(1000, { seed: 3 })],
    ['incomplete', 'base-q5_1', bytes.subarray(0, 900)],
    ['own', 'base-f16', modelBytes(1000, { seed: 3 })],
    ['no_model', 'base-f16', Buffer.from('x')],
  ]
  it.each(cases)('finds %s', async (verdict, name, content) => {
    await writeFile(join(folder, `ggml-${name}.bin`), content)
    const [installed] = await listInstalled(folder, models)
    expect((await verifyModel(installed!)).verdict).toBe(verdict)
  })
})

it('removing takes the file and what a download left', async () => {
  const model = publishedAs(modelBytes(1000))
  const path = join(folder, model.file)
  for (const name of [path, `${path}.part`, `${path}.part.etag`]) await writeFile(name, 'x')
  expect(await removeModel(folder, model)).toBe(true)
  expect(await removeModel(folder, model)).toBe(false)
  expect(await listInstalled(folder)).toEqual([])
})

it.each([
  [{ MODELS_DIR: '/srv/models', DATA_DIR: '/data' }, '/srv/models'],
  [{ DATA_DIR: '/data' }, '/data/models'],
  [{}, `${process.cwd()}/data/models`],
])('the folder of %j is %s', (env, folder_) => {
  expect(modelsFolder(env)).toBe(folder_)
})
