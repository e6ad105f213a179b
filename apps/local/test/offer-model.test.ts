import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OfferDeps, offerModel } from '../src/offer-model.ts'
import type { Terminal } from '../src/terminal.ts'

let folder: string
let lines: string[]
let asked: string[]
let downloads: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offer-'))
  lines = []
  asked = []
  downloads = []
})
afterEach(() => rm(folder, { recursive: true }))

async function offer(
  answer: string | null,
  env: Record<string, string> = {},
  more: Partial<OfferDeps> & Partial<Terminal> = {},
): Promise<void> {
  ;[lines, asked, downloads] = [[], [], []]
  const terminal: Terminal = {
    isInteractive: more.isInteractive ?? true,
    print: (line) => void lines.push(line),
    async ask(question) {
      asked.push(question)
      return answer
    },
  }
  const deps: OfferDeps = {
    canRun: () => true,
    hasNetwork: async () => true,
    async download(model, into) {
      downloads.push(`${model.name} ${into}`)
    },
    ...more,
  }
  await offerModel({ DATA_DIR: folder, ...env }, terminal, deps)
}

it('asks with size, source, licence and benefit, and downloads on yes', async () => {
  await offer('')
  expect(asked[0]).toMatch(/99 languages.*\n.*60 MB from huggingface\.co \(licence MIT\)\? \[Y\/n\] $/)
  expect(downloads).toEqual([`base ${folder}/models`])
  await offer('yes', {
    MODELS_DIR: '/srv/models',
    WHISPER_MODEL: 'small',
    MODELS_URL: 'https://mirror.example/w',
  })
  expect(asked[0]).toContain('190 MB from mirror.example')
  expect(downloads).toEqual(['small /srv/models'])
})

it('asks once: a no is remembered, and the command is printed', async () => {
  await offer('n')
  expect([asked.length, downloads.length]).toEqual([1, 0])
  expect(lines[0]).toContain('npm run models -- get base')
  await offer('y')
  expect([asked.length, downloads.length]).toEqual([0, 0])
  expect(lines[0]).toContain('npm run models -- get base')
})

it('without an answer nothing is downloaded, and it asks again the next time', async () => {
  await offer(null)
  expect(downloads).toEqual([])
  expect(lines[0]).toContain('npm run models -- get base')
  await offer(null)
  expect(asked).toHaveLength(1)
})

describe('prints the command and asks nothing', () => {
  it.each<[string, Partial<OfferDeps> & Partial<Terminal>]>([
    ['without a terminal', { isInteractive: false }],
    ['without a network', { hasNetwork: async () => false }],
  ])('%s', async (_, more) => {
    await offer('y', {}, more)
    expect([asked.length, downloads.length]).toEqual([0, 0])
    expect(lines).toEqual([expect.stringContaining('npm run models -- get base')])
  })
})

describe('says nothing', () => {
  it.each<[string, Record<string, string>]>([
    ['with an endpoint', { TRANSCRIPT_MODEL: 'whisper-1', TRANSCRIPT_BASE_URL: 'http://127.0.0.1:1/v1' }],
    ['with another engine', { TRANSCRIPT_ENGINE: 'pocketsphinx' }],
    ['with none', { TRANSCRIPT_ENGINE: 'none' }],
    ['where the apps will refuse to start', { TRANSCRIPT_ENGINE: 'whispr' }],
    ['for a model of their own', { WHISPER_MODEL: '/srv/own.bin' }],
  ])('%s', async (_, env) => {
    await offer('y', env)
    expect([lines, asked, downloads]).toEqual([[], [], []])
  })

  it('where Whisper cannot run', async () => {
    await offer('y', {}, { canRun: () => false })
    expect([lines, asked]).toEqual([[], []])
  })

  it('where a model is', async () => {
    const bytes = Buffer.alloc(100)
    const header = [0x67676d6c, 51_865, 1500, 512, 8, 6, 448, 512, 8, 6, 80, 2009]
    for (const [at, value] of header.entries()) bytes.writeUInt32LE(value, at * 4)
    await writeFile(join(folder, 'ggml-own.bin'), bytes)
    await offer('y', { MODELS_DIR: folder })
    expect([lines, asked]).toEqual([[], []])
  })
})

it('a failed download is said, and keeps nothing from starting', async () => {
  const download = (): Promise<void> =>
    Promise.reject(new AppError('host_not_found', 'The host was not found.'))
  await offer('y', {}, { download })
  expect(lines).toEqual(['The host was not found. The service starts without the model.'])
})
