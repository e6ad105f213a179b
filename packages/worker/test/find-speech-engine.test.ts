import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transcriptConfigSchema } from '@async-events/ai'
import type { FindTool } from '@async-events/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { speechEngineFinder } from '../src/find-speech-engine.ts'
import { whisperAdvice } from '../src/whisper-advice.ts'

let folder: string
let models: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engines-'))
  const model = join(folder, 'share', 'pocketsphinx', 'model', 'en-us')
  await mkdir(join(folder, 'bin'))
  await mkdir(join(model, 'en-us'), { recursive: true })
  for (const file of ['en-us/mdef', 'en-us.lm.bin', 'cmudict-en-us.dict'])
    await writeFile(join(model, file), '')
  for (const tool of ['pocketsphinx_batch', 'whisper-cli']) await writeFile(join(folder, 'bin', tool), '')
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(async () => {
  models = await mkdtemp(join(folder, 'models-'))
})

/** A file that begins as a model of whisper.cpp does. */
async function put(name: string, { layers = 6, words = 51_865 } = {}): Promise<void> {
  const bytes = Buffer.alloc(1000)
  const header = [0x67676d6c, words, 1500, 512, 8, layers, 448, 512, 8, layers, 80, 2009]
  for (const [at, value] of header.entries()) bytes.writeUInt32LE(value, at * 4)
  await writeFile(join(models, `${name}.tmp`), bytes)
  await rename(join(models, `${name}.tmp`), join(models, `ggml-${name}.bin`))
}

const installed =
  (...tools: string[]): FindTool =>
  (name) =>
    tools.includes(name) ? join(folder, 'bin', name) : null
const all = installed('pocketsphinx_batch', 'whisper-cli')

const finder = (env: Record<string, string> = {}, findTool = all) =>
  speechEngineFinder({ ...transcriptConfigSchema.parse(env), MODELS_DIR: models, ...env }, findTool)
const nameFor = async (env: Record<string, string> = {}, findTool = all): Promise<string | null> =>
  (await finder(env, findTool)()).transcriber?.name ?? null

describe('auto', () => {
  const [model, url] = [{ TRANSCRIPT_MODEL: 'm' }, 'http://127.0.0.1:8000/v1']

  it.each([
    { ...model, TRANSCRIPT_BASE_URL: url },
    { ...model, OPENAI_BASE_URL: url },
    { ...model, OPENAI_API_KEY: 'key' },
    { ...model, TRANSCRIPT_API_KEY: 'key' },
  ])('takes the endpoint that %j names', async (env) => {
    await put('base')
    expect(await finder(env)()).toMatchObject({ transcriber: { name: 'openai:m' }, advice: null })
  })

  it.each([{}, model, { TRANSCRIPT_BASE_URL: url }])(
    'takes Whisper with %j, which names none',
    async (env) => {
      await put('base-q5_1')
      // Shorter than the published file of the name
      expect(await nameFor(env)).toBe('pocketsphinx')
      await put('my-base')
      expect(await finder(env)()).toMatchObject({ transcriber: { name: 'whisper:my-base' }, advice: null })
    },
  )

  it('takes pocketsphinx without a model, and says how to get one', async () => {
    const { transcriber, advice } = await finder()()
    expect(transcriber?.name).toBe('pocketsphinx')
    expect(advice).toContain('run "npm run models -- get base" (60 MB)')
  })

  it('has none on a bare machine, and says how to get one', async () => {
    const { transcriber, advice } = await finder({}, installed())()
    expect(transcriber).toBeNull()
    expect(advice).toContain('npm run models -- get base')
  })

  it('takes a model that comes, a better one, and does without when they go', async () => {
    const find = finder()
    const now = async (): Promise<string | undefined> => (await find()).transcriber?.name
    expect(await now()).toBe('pocketsphinx')
    await put('tiny', { layers: 4 })
    expect(await now()).toBe('whisper:tiny')
    await put('small', { layers: 12 })
    expect(await now()).toBe('whisper:small')
    const [first, second] = [await find(), await find()]
    expect(first.transcriber).toBe(second.transcriber)
    await rm(models, { recursive: true })
    expect(await now()).toBe('pocketsphinx')
  })
})

describe('a named engine', () => {
  it('whisper has no replacement, and says what is missing', async () => {
    const env = { TRANSCRIPT_ENGINE: 'whisper', WHISPER_MODEL: 'small' }
    await put('base')
    const { transcriber, advice } = await finder(env)()
    expect(transcriber).toBeNull()
    expect(advice).toContain('run "npm run models -- get small" (190 MB)')
    await put('small', { layers: 12 })
    expect(await nameFor(env)).toBe('whisper:small')
  })

  it('pocketsphinx was chosen: nothing is advised', async () => {
    await put('base')
    expect(await finder({ TRANSCRIPT_ENGINE: 'pocketsphinx' })()).toMatchObject({
      transcriber: { name: 'pocketsphinx' },
      advice: null,
    })
  })

  it('none is none', async () => {
    await put('base')
    const { transcriber, advice } = await finder({ TRANSCRIPT_ENGINE: 'none' })()
    expect(transcriber).toBeNull()
    expect(advice).toContain('TRANSCRIPT_ENGINE=none')
  })
})

it('a model of English only says so by its bytes, whatever its name', async () => {
  await put('my-model', { words: 51_864 })
  expect((await finder()()).transcriber?.languages).toEqual(['en'])
  await put('other', { layers: 4 })
  expect((await finder()()).transcriber?.languages).toBeNull()
})

it.each([
  [
    { canRun: true, hasModel: false, wanted: undefined },
    /languages, run "npm run models -- get base" \(60 MB\)\./,
  ],
  [{ canRun: true, hasModel: false, wanted: 'turbo' }, /get turbo" \(574 MB\)/],
  [
    { canRun: true, hasModel: false, wanted: '/srv/secret/own.bin' },
    /put the model that WHISPER_MODEL names into MODELS_DIR\./,
  ],
  [
    { canRun: false, hasModel: true, wanted: undefined },
    /languages, install whisper\.cpp \(its program whisper-cli\)\. Or/,
  ],
  [
    { canRun: false, hasModel: false, wanted: undefined },
    /install .*whisper-cli\), and run "npm run models -- get base"/,
  ],
])('for %j the advice is %s', (state, advice) => {
  expect(whisperAdvice(state)).toMatch(advice)
  expect(whisperAdvice(state)).not.toContain('/srv')
})
