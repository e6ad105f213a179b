import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createExtractive } from '@async-events/ai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bench, createBench, scraped } from '../../test/create-bench.ts'
import { transformContract } from './contract.ts'
import { runTransform } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const video = 'https://video.example/talk.mp4'

interface Sentence {
  text: string
  times: { start: number; end: number | null }[]
  from: string[]
}
interface Data {
  fields: Record<string, string>
  evidence: Record<string, Sentence[]>
  parts: { gist: Sentence | null }[]
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

async function documentOf(transcript: string, language: string, page: string) {
  const text = await bench.artifacts.put(page, 'text/markdown')
  const outcome = await runTransform(
    bench.context(transformContract, {
      params: {
        event: 'Sample Conf',
        session: 'Talk',
        url: 'https://conf.example/talk',
        filename: 'talk.md',
        track: 'one',
        speakers: ['Ana Ruiz'],
        source_language: language,
        target_language: language,
        template: 'Session',
        file_stem: 'talk',
        video_url: video,
        video_transcript: transcript,
      },
      inputs: page === '' ? [] : [scraped(text, page.length, { language })],
      textModel: createExtractive(),
    }),
  )
  const document = await bench.artifacts.readText(outcome.output.markdown)
  const data = JSON.parse(await bench.artifacts.readText(outcome.output.structured_data)) as Data
  return { document, data }
}

/** Every link of a sentence leads to the paragraph of the transcript that holds its words. */
function checkEvidence(document: string, data: Data): number {
  const transcript = document.slice(document.search(/^## (Transcript|Mitschrift|Transcription)/m))
  const paragraphs = [...transcript.matchAll(/^\[[\d:]+\]\([^)]*#t=(\d+)\) (.*)$/gm)].map(
    ([, start, text]) => ({
      start: Number(start),
      text: letters(text!),
    }),
  )
  const summary = document.slice(0, document.length - transcript.length)
  const lines = summary.split('\n').map((line) => ({
    text: letters(line.replace(/\[[\d:]+\]\([^)]*\)/g, '')),
    links: [...line.matchAll(/#t=(\d+)\)/g)].map(([, start]) => Number(start)),
  }))
  const sentences = [...Object.values(data.evidence).flat(), ...data.parts.flatMap(({ gist }) => gist ?? [])]
  for (const { text, times, from } of sentences) {
    expect(from.length).toBeGreaterThan(0)
    if (!from.includes('speech')) continue
    const [time] = times
    const at = paragraphs.findLastIndex(({ start }) => start <= time!.start + 1)
    const said = paragraphs.slice(Math.max(0, at - 1), at + 2).map((paragraph) => paragraph.text)
    expect(said.join('')).toContain(letters(text))
    // Sentences of a paragraph that were said within 20 seconds share the link of the first
    const own = lines.filter((line) => line.text.includes(letters(text))).flatMap(({ links }) => links)
    const since = own.filter((start) => start <= time!.start).map((start) => time!.start - start)
    expect(Math.min(...since)).toBeLessThan(21)
  }
  for (const name of ['lead', 'summary', 'key_points']) {
    const left = (data.evidence[name] ?? []).reduce(
      (text, one) => text.replace(one.text, ''),
      data.fields[name] ?? '',
    )
    expect(letters(left)).toBe('')
  }
  return sentences.filter(({ from }) => from.includes('speech')).length
}

it('every sentence of the sample conference links to where it was said', async () => {
  const folder = `${root}demo/sample-conference/video/`
  const captions = (await readdir(folder)).filter((name) => name.endsWith('.vtt'))
  expect(captions.length).toBeGreaterThan(0)
  for (const name of captions) {
    const { document, data } = await documentOf(await readFile(folder + name, 'utf8'), 'de', '')
    checkEvidence(document, data)
  }
})

it.each([
  ['backups.en', 'en'],
  ['moore.de', 'de'],
  ['cloches.fr', 'fr'],
])('every sentence of a whole talk links to where it was said: %s', async (name, language) => {
  const talk = await readFile(`${root}bench/summaries/talks/${name}.txt`, 'utf8')
  const words = talk
    .split('\n\n')
    .slice(1)
    .join('\n')
    .split('\n')
    .filter((line) => !/^[#-] /.test(line))
    .join(' ')
    .split(/\s+/)
  const clock = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(11, 23)
  const cues = Array.from({ length: Math.ceil(words.length / 11) }, (_, at) => {
    const text = words.slice(at * 11, at * 11 + 11).join(' ')
    return `${clock(at * 5)} --> ${clock(at * 5 + 5)}\n${text}`
  })
  const page =
    'Ein Text der Seite, der nicht in der Zusammenfassung stehen soll. Er ist lang genug für einen Satz.'
  const { document, data } = await documentOf(`WEBVTT\n\n${cues.join('\n\n')}\n`, language, page)
  expect(checkEvidence(document, data)).toBeGreaterThan(3)
  expect(JSON.stringify(data.evidence)).not.toContain('Text der Seite')
  expect(data.parts.length).toBeGreaterThan(2)
})
