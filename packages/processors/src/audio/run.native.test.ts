import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createOpenAiTranscriber } from '@async-events/ai'
import {
  AppError,
  type ArtifactRef,
  type KeptParts,
  type SpeechSegment,
  StepSkipped,
  type TranscribeRequest,
  type Transcriber,
} from '@async-events/core'
import { createPocketsphinx } from '@async-events/media'
import { findToolOnPath, runTool } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { startOpenAiServer, transcription } from '../../../ai/test/openai-server.ts'
import { readStrictSrt, readStrictVtt } from '../../test/check-captions.ts'
import { type Bench, completed, createBench, failed, keptInMemory } from '../../test/create-bench.ts'
import { audioContract, segmentSchema, storedSegmentSchema } from './contract.ts'
import { runAudio } from './run.ts'

const sources = fileURLToPath(new URL('../../test/sources/', import.meta.url))
const findTool = findToolOnPath()
let bench: Bench
let workdir: string
/** Speech of 22 seconds; 200 seconds of tones between silences; silence. */
let talk: ArtifactRef
let long: ArtifactRef
let silent: ArtifactRef

beforeAll(async () => {
  bench = await createBench()
  workdir = bench.context(audioContract, { params: {} }).workdir
  talk = await sound('-i', `file:${sources}water-talk.ogg`)
  const volume = 'volume=volume=if(lt(mod(t\\,20)\\,19)\\,0.5\\,0):eval=frame'
  long = await sound('-f', 'lavfi', '-i', 'sine=330:d=200:r=16000', '-af', volume)
  silent = await sound('-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono:d=5', '-t', '5')
})
afterAll(() => bench.close())

async function sound(...input: string[]): Promise<ArtifactRef> {
  const ctx = { findTool, signal: new AbortController().signal, workdir }
  const form = ['-ac', '1', '-ar', '16000', '-sample_fmt', 's16', '-y', 'file:made.flac']
  const args = ['-nostdin', '-v', 'error', ...input, ...form]
  await runTool(ctx, {
    tool: 'ffmpeg',
    args,
    wallMs: 20_000,
    cpuSeconds: 120,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'invalid_media',
  })
  return bench.artifacts.put({ file: join(workdir, 'made.flac') }, 'audio/flac')
}

const recorded = (audio: ArtifactRef | null, more: Record<string, unknown> = {}) =>
  completed('video', {
    url: 'https://cdn.example/talk.mp4',
    media_type: 'video/mp4',
    bytes: 1_000,
    kind: 'video',
    duration: 200,
    width: 640,
    height: 360,
    title: null,
    audio,
    transcribable: true,
    captions: [],
    chapters: [],
    index: null,
    frames: 0,
    ...more,
  })

const captions = async (language: string | null, label: string | null, text: string) => ({
  language,
  label,
  vtt: await bench.artifacts.put(
    text === '' ? 'WEBVTT\n\n' : `WEBVTT\n\n00:01.000 --> 00:04.000\n${text}\n`,
    'text/vtt',
  ),
})

/** A recording that these captions cover. */
const captioned = (audio: ArtifactRef | null, given: unknown[]) =>
  recorded(audio, { captions: given, duration: 5 })

/** An engine that answers what it is told, and keeps what it was asked. */
function scripted(
  answer: (request: TranscribeRequest, at: number) => { segments: SpeechSegment[]; language: string | null },
  more: Partial<Transcriber> = {},
) {
  const asked: TranscribeRequest[] = []
  const transcriber: Transcriber = {
    name: 'scripted',
    languages: null,
    concurrency: 2,
    async transcribe(request) {
      asked.push(request)
      return answer(request, asked.length - 1)
    },
    ...more,
  }
  return { transcriber, asked }
}
const nobody = () => scripted(() => expect.fail('nothing to ask the engine for'))

async function run(
  input: Parameters<Bench['context']>[1]['inputs'],
  transcriber: Transcriber | null,
  more: {
    language?: string
    names?: Record<string, unknown>
    signal?: AbortSignal
    kept?: KeptParts
    progress?: (percent: number, message?: string) => void
    transcriberAdvice?: string
  } = {},
) {
  const { language, names, ...rest } = more
  const params = { ...names, ...(language !== undefined && { source_language: language }) }
  const outcome = await runAudio(
    bench.context(audioContract, { params, inputs: input ?? [], transcriber, ...rest }),
  )
  const output = audioContract.result.parse(outcome.output)
  const read = (ref: ArtifactRef) => bench.artifacts.readText(ref)
  return {
    output,
    codes: (outcome.warnings ?? []).map(({ code }) => code),
    empty: outcome.empty,
    stored: z.array(storedSegmentSchema).parse(JSON.parse(await read(output.segments))),
    segments: z.array(segmentSchema).parse(JSON.parse(await read(output.segments))),
    vtt: readStrictVtt(await read(output.vtt)),
    srt: readStrictSrt(await read(output.srt)),
    text: await read(output.text),
  }
}
const skipped = async (given: Promise<unknown>): Promise<StepSkipped> => {
  const thrown = await given.catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(StepSkipped)
  return thrown as StepSkipped
}
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? []

describe('speech', () => {
  it('is heard by pocketsphinx: four fifths of the words at least', async () => {
    const told: [number, string | undefined][] = []
    const heard = await run([recorded(talk, { duration: null })], createPocketsphinx(findTool), {
      progress: (percent, message) => told.push([percent, message]),
    })
    const spoken = wordsOf(await readFile(`${sources}water-talk.txt`, 'utf8'))
    const left = wordsOf(heard.text)
    const found = spoken.filter((word) => {
      const at = left.indexOf(word)
      return at !== -1 && left.splice(at, 1)
    })
    expect(found.length / spoken.length).toBeGreaterThanOrEqual(0.8)
    expect(heard.output).toMatchObject({
      engine: 'pocketsphinx',
      language: 'en',
      words: wordsOf(heard.text).length,
    })
    expect(heard.output.duration).toBeCloseTo(21.9, 0)
    expect(heard.codes).toEqual([])
    expect(heard.empty).toBe(false)
    for (const cues of [heard.vtt, heard.srt]) {
      expect(cues.map(({ text }) => text.replace(/\n/g, ' ')).join(' ')).toBe(
        heard.segments.map(({ text }) => text).join(' '),
      )
      expect(cues.at(-1)?.end).toBeLessThanOrEqual(21.9)
    }
    const percents = told.map(([percent]) => percent)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(told).toContainEqual([95, 'transcribed 1 of 1 pieces'])
  })

  it('is sent to an endpoint in pieces, and put together with its true times', async () => {
    const server = await startOpenAiServer(() => ({
      body: transcription([{ start: 1, end: 3, text: ' So we built. ' }]),
    }))
    const engine = createOpenAiTranscriber({ baseUrl: server.url, model: 'whisper-1', timeoutMs: 10_000 })
    const { segments, output } = await run([recorded(long)], engine)
    await server.close()
    expect(server.transcriptions.length).toBeGreaterThan(2)
    expect(output).toMatchObject({ engine: 'openai:whisper-1', language: 'en', duration: 200 })
    // Pieces begin in the middle of silences, less the margin: 19.6 seconds and so on.
    expect(segments.map(({ start }) => Number((start % 20).toFixed(1)))).toEqual([
      1,
      ...Array(segments.length - 1).fill(0.6),
    ])
    expect(segments.map(({ start }) => start)).toEqual(
      segments.map(({ start }) => start).toSorted((a, b) => a - b),
    )
    for (const { body } of server.transcriptions) expect(body.file.type).toBe('audio/flac')
  })

  it.each([
    [600, [300, 300]],
    [600.5, [300, 299.5, 1]],
  ])(
    'without a silence, %s s long, is given to an engine in pieces of 300 s at most',
    async (seconds, pieces) => {
      const { transcriber, asked } = scripted(
        () => ({ segments: [{ start: 0, end: 1, text: 'water' }], language: 'en' }),
        { concurrency: 1 },
      )
      const tone = await sound('-f', 'lavfi', '-i', `sine=330:d=${seconds}:r=16000`)
      await run([recorded(tone, { duration: seconds })], transcriber)
      expect(asked.map(({ durationSeconds }) => durationSeconds)).toEqual(pieces)
    },
  )

  it('hears the names of job, page and slides: the engine is told them, near misses are mended and kept', async () => {
    const text = 'This is Ann More, on kubernetis.'
    const { transcriber, asked } = scripted(() => ({
      segments: [{ start: 1, end: 5, text }],
      language: 'en',
    }))
    const names = {
      event: 'Wetland Conf',
      session: 'Reed beds',
      vocabulary: ['Kubernetes'],
      page: { title: null, event: null, speakers: ['Ann Moor'] },
      headings: ['OpenStreetMap'],
    }
    const heard = await run([recorded(talk)], transcriber, { names })
    // The answer leaves much of the sound out: it is heard again without a prompt.
    expect(asked.map(({ prompt }) => prompt)).toEqual([
      'OpenStreetMap. Wetland Conf. Reed beds. A talk by Ann Moor. Kubernetes.',
      null,
    ])
    const written = 'This is Ann Moor, on Kubernetes.'
    expect(heard.text.trim()).toBe(written)
    expect(heard.vtt.map((cue) => cue.text)).toEqual([written])
    expect(heard.stored).toMatchObject([{ text: written, heard: text }])
    expect(heard.output.mended).toMatchObject({
      count: 2,
      places: [
        { heard: 'Ann More', written: 'Ann Moor' },
        { heard: 'kubernetis', written: 'Kubernetes' },
      ],
    })
    const plain = await run([recorded(talk)], transcriber)
    expect([asked.at(-1)?.prompt, plain.text.trim(), plain.output.mended.count]).toEqual([null, text, 0])
  })

  it('of a language that is detected: the engine is told only what agrees', async () => {
    const english = scripted(() => ({ segments: [{ start: 0, end: 1, text: 'water' }], language: 'en' }))
    expect((await run([recorded(long)], english.transcriber)).codes).toEqual([])
    const [first, ...others] = english.asked.map(({ language }) => language)
    expect(first).toBeNull()
    expect(new Set(others)).toEqual(new Set(['en']))

    const german = scripted(() => ({ segments: [{ start: 0, end: 1, text: 'Wasser' }], language: 'de' }))
    const heard = await run([recorded(long)], german.transcriber)
    expect(heard.output.language).toBe('de')
    expect(heard.codes).toEqual(['language_differs'])
    expect(new Set(german.asked.map(({ language }) => language))).toEqual(new Set([null]))
  })

  it('M05 in three languages has the one that is spoken most', async () => {
    const languages = ['fr', 'de', 'de', 'en']
    const { transcriber } = scripted((_, at) => ({
      segments: [{ start: 0, end: 1, text: `piece ${at}` }],
      language: languages[at % 4] ?? null,
    }))
    const heard = await run([recorded(long)], transcriber, { language: 'de-CH' })
    expect(heard.output.language).toBe('de')
    expect(heard.codes).toEqual([])
  })

  it('M05 in a language that nobody knows is a transcript all the same', async () => {
    const { transcriber } = scripted(() => ({
      segments: [{ start: 0, end: 1, text: 'qxz' }],
      language: 'und',
    }))
    const heard = await run([recorded(talk)], transcriber, { language: 'en' })
    expect(heard.text).toBe('qxz\n')
    // A warning at most.
    expect(['language_differs', undefined]).toContain(heard.codes[0])
    expect(heard.codes.length).toBeLessThanOrEqual(1)
  })

  it('has the language of its words where the engine does not tell', async () => {
    const text =
      'Das Wasser ist heute wieder sauber, und die Kinder der Stadt lernen dort etwas über die Natur.'
    const { transcriber } = scripted(() => ({ segments: [{ start: 0, end: 9, text }], language: null }))
    const heard = await run([recorded(talk)], transcriber, { language: 'en' })
    expect(heard.output.language).toBe('de')
    expect(heard.codes).toEqual(['language_differs'])
  })

  it('is cleaned of what is no text, and stays within the recording', async () => {
    const { transcriber } = scripted(() => ({
      segments: [
        { start: 5, end: 900, text: 'b\0\u0007 --> <i>\nc ' },
        { start: -3, end: 2, text: ' a & b ', speaker: 'Ana\n' },
        { start: 3, end: 4, text: ' \n ' },
      ],
      language: null,
    }))
    const heard = await run([recorded(talk)], transcriber)
    expect(heard.segments).toMatchObject([
      { start: 0, end: 2, text: 'a & b', speaker: 'Ana' },
      { start: 5, text: 'b --> <i> c', speaker: null },
    ])
    expect(heard.segments[1]?.end).toBeLessThanOrEqual(21.9)
    expect(heard.vtt.map(({ text }) => text)).toEqual(['a & b', 'b --> <i> c'])
    expect(heard.text).toBe('Ana: a & b\n\nb --> <i> c\n')
  })
})

describe('an endpoint', () => {
  const said = (more: object = {}) => ({
    body: transcription([{ start: 1, end: 3, text: ' So we built.', ...more }]),
  })
  const engineAt = (url: string) =>
    createOpenAiTranscriber({ baseUrl: url, model: 'whisper-1', timeoutMs: 10_000, concurrency: 1 })

  it('that goes away in the middle costs no finished piece, and progress does not fall', async () => {
    const kept = keptInMemory()
    const first = await startOpenAiServer((_, at) =>
      at < 2 ? said() : { status: 503, body: 'the server stops' },
    )
    const percents: number[] = []
    const progress = (percent: number) => void percents.push(percent)
    const failure = await run([recorded(long)], engineAt(first.url), { kept, progress }).catch(
      (thrown: unknown) => thrown,
    )
    await first.close()
    expect(failure).toMatchObject({ code: 'transcriber_unavailable', outage: true })
    expect(failure).toBeInstanceOf(AppError)
    const reached = Math.max(...percents)
    expect(reached).toBeGreaterThan(40)

    // Nothing listens there now.
    await expect(run([recorded(long)], engineAt(first.url), { kept })).rejects.toMatchObject({ outage: true })

    const second = await startOpenAiServer(() => said())
    const shown: string[] = []
    const { segments } = await run([recorded(long)], engineAt(second.url), {
      kept,
      progress: (percent, message = '') => {
        if (second.transcriptions.length === 0) shown.push(`${Math.floor(percent)} ${message}`)
      },
    })
    await second.close()
    expect(segments).toHaveLength(3)
    expect(second.transcriptions).toHaveLength(1)
    expect(shown.at(-1)).toBe(`${Math.floor(reached)} transcribed 2 of 3 pieces`)
  })

  it('that tells times of words has captions cut at them', async () => {
    const text = ' So we built a reed bed that cleans the water of the whole village, and then another one.'
    const spoken = text.trim().split(' ')
    // Said at once after a long pause.
    const words = spoken.map((word, at) => ({
      word,
      start: at < 2 ? at : 10 + at * 0.2,
      end: 10.1 + at * 0.2,
    }))
    const server = await startOpenAiServer(() => ({
      body: { ...transcription([{ start: 0, end: 15, text }]), words },
    }))
    const { output, vtt } = await run([recorded(talk)], engineAt(server.url))
    await server.close()
    const [stored] = JSON.parse(await bench.artifacts.readText(output.segments)) as { words: unknown[] }[]
    expect(stored?.words).toHaveLength(spoken.length)
    expect(vtt.length).toBeGreaterThan(1)
    expect(vtt.at(-1)?.start).toBeGreaterThan(10)
  })

  it('that separates speakers names nobody by the labels of different pieces', async () => {
    const server = await startOpenAiServer(() => ({
      body: transcription([
        { start: 1, end: 3, text: ' So we built.', ...{ speaker: 'SPEAKER_00' } },
        { start: 3, end: 5, text: ' How deep?', ...{ speaker: 'SPEAKER_01' } },
      ]),
    }))
    const whole = await run([recorded(talk)], engineAt(server.url))
    expect(whole.segments.map(({ speaker }) => speaker)).toEqual(['SPEAKER_00', 'SPEAKER_01'])
    expect(whole.codes).not.toContain('speakers_not_named')
    const { segments, codes } = await run([recorded(long)], engineAt(server.url))
    await server.close()
    expect(new Set(segments.map(({ speaker }) => speaker))).toEqual(new Set([null]))
    expect(codes).toContain('speakers_not_named')
  })
})

describe('M02 no speech', () => {
  it('of silence nothing is given to an engine', async () => {
    const { transcriber, asked } = nobody()
    const heard = await run([recorded(silent, { duration: 5 })], transcriber)
    expect(asked).toEqual([])
    expect(heard).toMatchObject({
      codes: ['no_speech'],
      empty: true,
      segments: [],
      vtt: [],
      srt: [],
      text: '',
    })
    expect(heard.output).toMatchObject({ language: null, words: 0, duration: 5 })
  })

  it('when the engine hears nobody', async () => {
    const { transcriber } = scripted(() => ({ segments: [], language: 'en' }))
    const heard = await run([recorded(talk)], transcriber)
    expect(heard).toMatchObject({ codes: ['no_speech'], empty: true })
    expect(heard.output.language).toBeNull()
  })

  it('without sound and captions', async () => {
    await expect(run([recorded(null)], nobody().transcriber)).rejects.toMatchObject({
      code: 'no_audio_stream',
    })
    await expect(run([failed('video', 'timeout', 'x')], nobody().transcriber)).rejects.toMatchObject({
      code: 'no_audio_stream',
    })
  })
})

describe('captions that are there', () => {
  it('are used when they are in the language of the recording, those that somebody wrote first', async () => {
    const given = [
      await captions('de', 'Deutsch', 'Guten Tag'),
      await captions(null, null, 'Unlabelled'),
      await captions('en-US', 'English (auto-generated)', 'By machine'),
      await captions('en-GB', 'English', '<v Ana>Hello &amp; welcome'),
    ]
    const heard = await run([captioned(talk, given)], nobody().transcriber)
    expect(heard.segments).toEqual([{ start: 1, end: 4, text: 'Hello & welcome', speaker: 'Ana' }])
    expect(heard.vtt).toEqual([{ start: 1, end: 4, text: 'Hello & welcome', speaker: 'Ana' }])
    expect(heard).toMatchObject({ codes: [], empty: false, text: 'Ana: Hello & welcome\n' })
    expect(heard.output).toMatchObject({ engine: 'captions', language: 'en', duration: 5 })
  })

  it.each([
    [['en', 'auto'], 'By machine'],
    [[null, null], 'Unlabelled'],
  ])('are used: %j', async ([language = null, label = null], text) => {
    const given = [
      await captions('en', 'English', ''),
      await captions(language, label, text),
      await captions('fr', null, 'Bonjour'),
    ]
    const heard = await run([captioned(talk, given)], null)
    expect(heard.segments[0]?.text).toBe(text)
    expect(heard.output.engine).toBe('captions')
  })

  it('are mended where a program heard them, and not where a person wrote them', async () => {
    const names = { speakers: ['Ann Moor'] }
    for (const [label, text] of [
      ['English (auto-generated)', 'I am Ann Moor'],
      ['English', 'I am Ann More'],
    ] as const) {
      const given = [await captions('en', label, 'I am Ann More')]
      const heard = await run([captioned(talk, given)], nobody().transcriber, { names })
      expect(heard.segments.map((segment) => segment.text)).toEqual([text])
    }
  })

  it('without a label say themselves what language they are in', async () => {
    const given = [
      await captions(
        null,
        null,
        'Das Wasser ist heute wieder sauber, und die Kinder lernen etwas über die Natur.',
      ),
    ]
    const heard = await run([captioned(null, given)], null)
    expect(heard.output.language).toBe('de')
    expect(heard.codes).toEqual(['language_differs'])
  })

  it.each(['deu', 'ger', 'DE_at'])('in German are those of a recording in %j', async (language) => {
    const given = [await captions('en', null, 'Hello'), await captions('de', null, 'Guten Tag')]
    const heard = await run([captioned(null, given)], null, { language })
    expect(heard.segments[0]?.text).toBe('Guten Tag')
    expect(heard.output.language).toBe('de')
    expect(heard.codes).toEqual([])
  })

  it('in another language are not used where an engine hears the recording', async () => {
    const given = [await captions('de', 'Deutsch', 'Guten Tag')]
    const { transcriber } = scripted(() => ({
      segments: [{ start: 0, end: 1, text: 'Hello' }],
      language: 'en',
    }))
    expect((await run([captioned(talk, given)], transcriber)).segments[0]?.text).toBe('Hello')
  })

  it('in another language are better than nothing', async () => {
    const given = [await captions('fr', null, 'Bonjour'), await captions('de', null, 'Guten Tag')]
    const english = scripted(() => expect.fail(), { languages: ['en'] }).transcriber
    for (const transcriber of [english, null]) {
      const heard = await run([captioned(talk, given)], transcriber, { language: 'it' })
      expect(heard.segments[0]?.text).toBe('Bonjour')
      expect(heard.output).toMatchObject({ engine: 'captions', language: 'fr' })
      expect(heard.codes).toEqual(['captions_other_language'])
    }
  })
})

it('a better engine is advised once, to jobs whose sound was heard', async () => {
  const transcriberAdvice = 'npm run models -- get base'
  const { transcriber } = scripted(({ durationSeconds }) => ({
    segments: [{ start: 0, end: durationSeconds, text: 'Herons stand in the water.' }],
    language: 'en',
  }))
  const heard = await run([recorded(talk)], transcriber, { transcriberAdvice })
  expect(heard.codes).toEqual(['better_engine_available'])
  const given = [await captions('en', null, 'Herons stand in the water')]
  expect((await run([captioned(talk, given)], transcriber, { transcriberAdvice })).codes).toEqual([])
})

describe('the step is skipped', () => {
  it('without an engine, and says how to have one', async () => {
    const thrown = await skipped(run([recorded(talk)], null))
    expect(thrown.reason).toBe('not_configured')
    expect(thrown.warnings).toMatchObject([
      { code: 'no_transcriber', message: expect.stringMatching(/pocketsphinx.*TRANSCRIPT_ENGINE=openai/) },
    ])
  })

  it('for a language that the engine cannot hear: it never guesses', async () => {
    const thrown = await skipped(run([recorded(talk)], createPocketsphinx(findTool), { language: 'de' }))
    expect(thrown.reason).toBe('language_not_supported')
    expect(thrown.warnings).toMatchObject([{ code: 'language_not_supported' }])
  })
})

it('a cancel in the middle of pocketsphinx leaves no file of it', async () => {
  const controller = new AbortController()
  const reason = new Error('cancelled')
  const own = await createBench()
  try {
    const audio = await own.artifacts.put(
      { file: join(workdir, basename(await bench.artifacts.materialize(long, 'copy.flac'))) },
      'audio/flac',
    )
    const ctx = own.context(audioContract, {
      params: {},
      inputs: [recorded(audio)],
      transcriber: createPocketsphinx(findTool),
      signal: controller.signal,
    })
    const settled = runAudio(ctx).catch((thrown: unknown) => thrown)
    const work = () =>
      readdir(ctx.workdir).then((names) => names.filter((name) => name.startsWith('speech-')))
    await vi.waitFor(async () => expect(await work()).not.toEqual([]), { timeout: 10_000, interval: 10 })
    controller.abort(reason)
    expect(await settled).toBe(reason)
    expect(await work()).toEqual([])
  } finally {
    await own.close()
  }
})
