import type { ArtifactRef, StepInput } from '@async-events/core'
import type { Segment } from '../src/audio/contract.ts'
import type { Page } from '../src/pdf/contract.ts'
import type { SlidesIndex, Span } from '../src/slides/contract.ts'
import type { Frame } from '../src/video/contract.ts'
import { type Bench, completed } from './create-bench.ts'
import { base64PrintOf, type Drawing, pngOf } from './draw-slide.ts'

type Artifacts = Bench['artifacts']

const putJson = (artifacts: Artifacts, value: unknown): Promise<ArtifactRef> =>
  artifacts.put(JSON.stringify(value), 'application/json')

async function putPicture(artifacts: Artifacts, drawing: Drawing) {
  const ref = await artifacts.put(pngOf(drawing), 'image/png')
  return { ...ref, width: drawing.width, height: drawing.height }
}

export interface GivenFrame {
  time: number
  drawing: Drawing
}

/** Output of `video` for a recording with these pictures. */
export async function filmed(
  artifacts: Artifacts,
  given: readonly GivenFrame[],
  more: Record<string, unknown> = {},
): Promise<StepInput> {
  const frames: Frame[] = []
  for (const { time, drawing } of given) {
    const { width, height, ...picture } = await putPicture(artifacts, drawing)
    frames.push({ time, picture, width, height, fingerprint: base64PrintOf(drawing) })
  }
  return completed('video', {
    url: 'https://cdn.example/reed-beds.webm',
    media_type: 'video/webm',
    bytes: 1_000,
    kind: 'video',
    duration: 90,
    width: 1280,
    height: 720,
    title: null,
    audio: null,
    transcribable: true,
    captions: [],
    chapters: [],
    index: frames.length > 0 ? await putJson(artifacts, frames) : null,
    frames: frames.length,
    ...more,
  })
}

/** Output of `audio` for these words. */
export async function heard(
  artifacts: Artifacts,
  segments: readonly Segment[],
  more: Record<string, unknown> = {},
): Promise<StepInput> {
  const text = segments.map((segment) => segment.text).join('\n')
  return completed('audio', {
    engine: 'pocketsphinx',
    language: 'en',
    duration: 90,
    segments: await putJson(artifacts, segments),
    vtt: await artifacts.put(`WEBVTT\n\n${text}`, 'text/vtt'),
    srt: await artifacts.put(text, 'application/x-subrip'),
    text: await artifacts.put(text, 'text/plain'),
    words: text.split(/\s+/).filter((word) => word !== '').length,
    ...more,
  })
}

export interface GivenPage extends Partial<Omit<Page, 'picture' | 'thumbnail' | 'fingerprint'>> {
  drawing?: Drawing
}

/** Output of `pdf` for a file with these pages. */
export async function slidesRead(
  artifacts: Artifacts,
  given: readonly GivenPage[],
  more: Record<string, unknown> = {},
): Promise<StepInput> {
  const pages: Page[] = []
  for (const [index, { drawing, ...page }] of given.entries()) {
    pages.push({
      number: index + 1,
      text: '',
      title: null,
      ocr: false,
      links: [],
      picture: drawing ? await putPicture(artifacts, drawing) : null,
      thumbnail: null,
      fingerprint: drawing ? base64PrintOf(drawing) : null,
      ...page,
    })
  }
  const text = pages.map((page) => page.text).join('\f')
  return completed('pdf', {
    url: 'https://conf.example/files/reed-beds.pdf',
    title: null,
    media_type: 'application/pdf',
    bytes: 1_000,
    converted_from: null,
    pages: pages.length,
    ocr_pages: pages.filter(({ ocr }) => ocr).length,
    ocr_engine: pages.some(({ ocr }) => ocr) ? 'tesseract' : null,
    text_chars: text.length,
    index: await putJson(artifacts, { outline: [], pages }),
    text: await artifacts.put(text, 'text/plain'),
    ...more,
  })
}

/** Output of `slides` for a file whose pages are shown at these times: `[page, start, end]`. */
export async function slidesShown(
  artifacts: Artifacts,
  file: StepInput,
  times: readonly (readonly [page: number, start: number, end: number])[],
): Promise<StepInput> {
  const { index } = file.output as { index: ArtifactRef }
  const spans = new Map<number, Span[]>()
  for (const [page, start, end] of times) spans.set(page, [...(spans.get(page) ?? []), { start, end }])
  const pages = [...spans].map(([number, own]) => ({
    file: index.sha256,
    number,
    spans: own,
    confidence: 0.9,
  }))
  return slidesFound(artifacts, { pages, scenes: [] })
}

export interface GivenScene {
  drawing: Drawing
  spans: Span[]
  title?: string
  text?: string
}

/** Output of `slides` for a recording that shows these. */
export async function scenesShown(artifacts: Artifacts, given: readonly GivenScene[]): Promise<StepInput> {
  const scenes: SlidesIndex['scenes'] = []
  for (const { drawing, spans, title = null, text = '' } of given) {
    const { width: _, height: __, ...picture } = await putPicture(artifacts, drawing)
    scenes.push({ picture, title, text, spans })
  }
  return slidesFound(artifacts, { pages: [], scenes })
}

const slidesFound = async (artifacts: Artifacts, index: SlidesIndex): Promise<StepInput> =>
  completed('slides', {
    index: await putJson(artifacts, index),
    pages: index.pages.length,
    scenes: index.scenes.length,
  })
