import { createServer, type Server } from 'node:http'
import type { ArtifactRef } from '@async-events/core'
import { createSafeFetch, parseFetchAllow } from '@async-events/web'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, completed, createBench } from '../../test/create-bench.ts'
import { audioContract } from '../audio/contract.ts'
import { runAudio } from '../audio/run.ts'
import { createSessionPipeline } from '../pipelines/session.ts'
import { sessionParameters } from '../pipelines/session-parameters.ts'
import { openTemplates } from '../transform/template/open-templates.ts'
import { scrapeContract } from './contract.ts'
import { runScrape } from './run.ts'

const talk = (
  captions: string,
): string => `<!doctype html><html lang="en"><title>Wetland 2026 - Reed beds</title>
  <div id="main"><h1>Reed beds</h1><p>A reed bed takes ten years to grow. We show counts, costs and mistakes of three years.</p>
  <h3>Links</h3><ul><li><a href="/wet-101.av1.webm">Video recording (AV1/WebM) - 103.4 MB</a></li>${captions}</ul></div>`
const link = (path: string, text: string): string => `<li><a href="${path}">${text}</a></li>`
const vtt = (said: string): string => `WEBVTT\n\n00:01.000 --> 00:04.000\n${said}\n`

const said = 'A reed bed takes ten years to grow, and nobody in the village wants to wait for it.'

const answers: Record<string, string> = {
  '/one': talk(link('/wet-101.vtt', 'Video recording subtitle file (VTT)')),
  '/wet-101.vtt': vtt(said),
  '/wet-101.de.vtt': vtt('Schilf wächst langsam.'),
  '/wet-101.srt': `1\n00:00:01,000 --> 00:00:04,000\n${said}\n`,
  '/page.vtt': '<!doctype html><title>Not found</title><p>No such file --> home</p>',
  '/several': talk(link('/wet-101.de.vtt', 'Untertitel') + link('/wet-101.srt', 'English subtitles (SRT)')),
  '/broken': talk(link('/page.vtt', 'Subtitles (VTT)') + link('/gone.vtt', 'Subtitles 2 (VTT)')),
  '/none': talk(''),
}

let server: Server
let origin: string
let bench: Bench
let sound: ArtifactRef

beforeAll(async () => {
  bench = await createBench()
  sound = await bench.artifacts.put('not heard', 'audio/flac')
  server = createServer((request, response) => {
    const body = answers[request.url ?? '']
    const type = /\.(?:vtt|srt)$/.test(request.url ?? '') ? 'text/plain' : 'text/html'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await bench.close()
})

/** The page as `scrape` reads it, and the steps that are planned then, the recording being named by the job. */
async function planAfter(path: string) {
  const url = origin + path
  const fetch = createSafeFetch({
    userAgent: 'AsyncEvents-test',
    allow: parseFetchAllow(new URL(origin).host),
  })
  const { output, warnings } = await runScrape(bench.context(scrapeContract, { params: { url }, fetch }))
  const page = scrapeContract.result.parse(output)
  const parameters = sessionParameters.parse({
    event: 'Wetland 2026',
    session: 'Reed beds',
    track: 'Wet',
    filename: 'reed.md',
    url,
    video_url: page.video_url,
  })
  return {
    page,
    warnings,
    plan: createSessionPipeline(() => openTemplates()).plan(parameters, { scrape: output }),
  }
}

const recording = () =>
  completed('video', {
    url: `${origin}/wet-101.av1.webm`,
    media_type: 'video/webm',
    bytes: 1_000,
    kind: 'video',
    duration: 200,
    width: 640,
    height: 360,
    title: null,
    audio: sound,
    transcribable: true,
    captions: [],
    chapters: [],
    index: null,
    frames: 0,
  })

test('N2: the captions that the page names become the transcript, and nothing is listened to', async () => {
  const { page, warnings, plan } = await planAfter('/one')
  expect(page.captions).toMatchObject([
    { url: `${origin}/wet-101.vtt`, language: null, vtt: { media_type: 'text/vtt' } },
  ])
  expect(warnings).toEqual([])
  const { output } = await runAudio(
    bench.context(audioContract, { params: { ...plan.audio?.args }, inputs: [recording()] }),
  )
  expect(output).toMatchObject({ engine: 'captions', language: 'en' })
  expect(await bench.artifacts.readText(output.text)).toBe(`${said}\n`)
})

test('those in the language of the talk come first, of either format', async () => {
  const { page, plan } = await planAfter('/several')
  expect(page.captions.map(({ language }) => language)).toEqual(['en', 'de'])
  const { output } = await runAudio(
    bench.context(audioContract, { params: { ...plan.audio?.args }, inputs: [recording()] }),
  )
  expect(await bench.artifacts.readText(output.text)).toContain(said)
})

test('a page in the place of captions, and a missing file, are no captions and no warning', async () => {
  const { page, warnings, plan } = await planAfter('/broken')
  expect(page.captions.map(({ vtt: stored }) => stored)).toEqual([null, null])
  expect(warnings).toEqual([])
  expect(plan.audio?.args).not.toHaveProperty('captions')
})

test('a page that names none', async () => {
  const { page, plan } = await planAfter('/none')
  expect(page.captions).toEqual([])
  expect(plan.audio?.args).not.toHaveProperty('captions')
})
