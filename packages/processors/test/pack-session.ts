import { readFile } from 'node:fs/promises'
import { createExtractive } from '@async-events/ai'
import type { ArtifactRef, StepInput } from '@async-events/core'
import { archiveContract } from '../src/archive/contract.ts'
import { runArchive } from '../src/archive/run.ts'
import { transformContract } from '../src/transform/contract.ts'
import { runTransform } from '../src/transform/run.ts'
import { type Bench, completed, scraped } from './create-bench.ts'
import { drawSlide } from './draw-slide.ts'
import { readZip } from './read-zip.ts'
import { filmed, heard, slidesRead } from './talk-inputs.ts'

const small = { width: 64, height: 36 }
const drawings = [drawSlide(1, undefined, small), drawSlide(2, undefined, small)] as const

/** Of a session that the text below is about. */
export const sessionParams = {
  event: 'Bar Conf 2026',
  session: 'Reed beds and patience',
  url: 'https://conf.example/talks/reed-beds',
  filename: 'Reed beds & patience.md',
  track: 'Gewässer',
  day: '2026-02-01',
  source_language: 'en',
  target_language: 'en',
  template: 'Session',
  file_stem: 'Reed beds & patience',
}

const text =
  'Reed beds clean water slowly, cheaply and without anybody noticing. Herons come in the third year.'

/** The document and the archive of a session of these parameters. */
export async function packSession(
  bench: Bench,
  given: Partial<typeof transformContract.params._zod.input> = {},
  { signal, media = [] }: { signal?: AbortSignal; media?: StepInput[] } = {},
) {
  const ref = await bench.artifacts.put(text, 'text/markdown')
  const written = await runTransform(
    bench.context(transformContract, {
      params: { ...sessionParams, ...given },
      inputs: [scraped(ref, text.length), ...media],
      textModel: createExtractive(),
    }),
  )
  const heardOnly = media.filter(({ processor }) => processor === 'audio')
  const { output } = await runArchive(
    bench.context(archiveContract, {
      params: { ...sessionParams, ...given },
      inputs: [completed('transform', written.output), ...heardOnly],
      ...(signal && { signal }),
    }),
  )
  const zip = await bytesOf(bench, output.archive)
  return { output, zip, files: await readZip(zip), document: written.output }
}

export const bodyOf = (markdown: string) => markdown.replace(/^---\n[\s\S]*?\n---\n/, '')

export const bytesOf = async (bench: Bench, ref: ArtifactRef) =>
  readFile(await bench.artifacts.materialize(ref, `read-${crypto.randomUUID()}`))

/** A recording of two slides, the second with these words on it and this said to it. */
export async function mediaOf(bench: Bench, slide: string, said: string): Promise<StepInput[]> {
  const segments = [
    { start: 1, end: 4, text: 'Good morning.', speaker: null },
    { start: 11, end: 14, text: said, speaker: said },
  ]
  const pages = [
    { title: 'Begin', text: 'Begin', drawing: drawings[0] },
    {
      title: slide,
      text: `${slide}\nAbout\n${slide}`,
      drawing: drawings[1],
      links: [slide, 'https://a.example/'],
    },
  ]
  return [
    await filmed(
      bench.artifacts,
      drawings.map((drawing, index) => ({ time: 10 * index, drawing })),
      {
        chapters: [
          { start: 0, title: 'Begin' },
          { start: 10, title: slide },
        ],
        duration: 20,
      },
    ),
    await heard(bench.artifacts, segments, { engine: said }),
    await slidesRead(bench.artifacts, pages, { title: slide }),
  ]
}

/** Targets of relative links and pictures in the Markdown files of an archive, as paths of the archive. */
export const linksInside = (files: { path: string; bytes: Buffer }[]): { from: string; target: string }[] =>
  files.flatMap(({ path, bytes }) =>
    path.endsWith('.md')
      ? [...bodyOf(bytes.toString()).matchAll(/(?<!\\)\]\((?!https?:|mailto:)([^)]*)\)/g)].map(
          ([, link = '']) => {
            const base = `file:///${path.split('/').map(encodeURIComponent).join('/')}`
            return { from: path, target: decodeURIComponent(new URL(link, base).pathname).slice(1) }
          },
        )
      : [],
  )
