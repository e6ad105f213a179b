import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { createFileStore, stepArtifacts } from '../../packages/artifacts/src/index.ts'
import type { ProcessorContract, StepContext, StepInput } from '../../packages/core/src/index.ts'
import { greyFingerprint } from '../../packages/media/src/index.ts'
import type { Page, PdfIndex } from '../../packages/processors/src/pdf/contract.ts'
import { ownsNothing } from '../../packages/processors/test/owns-nothing.ts'
import { findToolOnPath } from '../../packages/sandbox/src/index.ts'
import { createSafeFetch, parseFetchAllow } from '../../packages/web/src/index.ts'
import type { Deck } from './draw-deck.ts'

/** What a worker gives to the steps of one talk. */
export interface Steps {
  url: string
  context<C extends ProcessorContract>(
    contract: C,
    params: C['params']['_zod']['input'],
    inputs: StepInput[],
  ): StepContext<C>
  readText(ref: { key: string }): Promise<string>
  /** The pdf step of a deck: the last state of each page. */
  readDeck(deck: Deck): Promise<StepInput>
  close(): Promise<void>
}

export const completed = (processor: string, output: unknown): StepInput => ({
  step: processor,
  processor,
  status: 'completed',
  output,
  error: null,
  reason: null,
})

export async function openSteps(recording: string): Promise<Steps> {
  const workdir = await mkdtemp(join(tmpdir(), 'bench-slides-'))
  await mkdir(join(workdir, 'work'))
  const store = await createFileStore(join(workdir, 'store'))
  const artifacts = stepArtifacts(store, 'public', join(workdir, 'work'))
  const server: Server = createServer(async (_, response) => {
    const { size } = await stat(recording)
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size })
    createReadStream(recording).pipe(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return {
    url: `http://${host}/talk.mp4`,
    context: (contract, params, inputs) => ({
      params: contract.params.parse(params) as never,
      inputs,
      templatesDir: null,
      ...ownsNothing,
      workdir: join(workdir, 'work'),
      signal: new AbortController().signal,
      progress: () => {},
      log: { info: () => {}, warn: () => {} },
      fetch: createSafeFetch({ userAgent: 'AsyncEvents-bench', allow: parseFetchAllow(host) }),
      openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
      readPage: () => Promise.reject(new Error('no page is read here')),
      artifacts,
      textModel: { name: 'none', fill: () => Promise.reject(new Error('not needed')) },
      transcriber: null,
      kept: { get: async () => null, put: async () => {} },
      transcriberAdvice: null,
      findTool: findToolOnPath(),
    }),
    readText: (ref) => artifacts.readText(ref),
    async readDeck(deck) {
      const pages: Page[] = []
      for (const { number, states, title, text } of deck.pages) {
        const last = states.at(-1)
        if (!last) continue
        const draw = async (side: number) => {
          const scale = side / Math.max(last.width, last.height)
          const canvas = createCanvas(Math.round(last.width * scale), Math.round(last.height * scale))
          const to = canvas.getContext('2d')
          to.imageSmoothingQuality = 'high'
          to.drawImage(last, 0, 0, canvas.width, canvas.height)
          const ref = await artifacts.put(await canvas.encode('jpeg', 80), 'image/jpeg')
          const { data } = to.getImageData(0, 0, canvas.width, canvas.height)
          const print = greyFingerprint({ data, width: canvas.width, height: canvas.height })
          return { ref: { ...ref, width: canvas.width, height: canvas.height }, print }
        }
        const [picture, thumbnail] = [await draw(1280), await draw(320)]
        const fingerprint = Buffer.from(thumbnail.print).toString('base64')
        pages.push({
          ...{ number: number + 1, text, title, ocr: false, links: [], fingerprint },
          ...{ picture: picture.ref, thumbnail: thumbnail.ref },
        })
      }
      const index: PdfIndex = { outline: [], pages }
      const ref = await artifacts.put(JSON.stringify(index), 'application/json')
      return completed('pdf', {
        ...{ url: 'https://conf.example/slides.pdf', title: null, media_type: 'application/pdf', bytes: 1 },
        ...{ converted_from: null, pages: pages.length, ocr_pages: 0, ocr_engine: null, text_chars: 1 },
        ...{ index: ref, text: ref },
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await rm(workdir, { recursive: true, force: true })
    },
  }
}
