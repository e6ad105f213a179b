import {
  AppError,
  inputsOf,
  type Job,
  type Pipeline,
  resultFileSchema,
  type StepArtifacts,
  type StepInput,
} from '@async-events/core'
import { z } from 'zod'
import { listFiles } from '../archive/collect-entries.ts'
import { archiveContract } from '../archive/contract.ts'
import { segmentSchema } from '../audio/contract.ts'
import { assetDir, type TranscriptPaths, transcriptPaths } from '../layout/asset-paths.ts'
import { pdfContract, pdfIndexSchema } from '../pdf/contract.ts'
import { scrapeContract } from '../scrape/contract.ts'
import { transformContract } from '../transform/contract.ts'
import { transcriptOfSteps } from '../transform/transcript-of-steps.ts'
import type { SessionParameters } from './session-parameters.ts'

/** A longer text is a file only; its JSON field is null, with a URL. Bytes. */
const maxInlineText = 1_000_000
/** A larger index is not read into one answer. Bytes. */
const maxIndex = 16_000_000

type Built = Awaited<ReturnType<Pipeline['results']>>
type ReadText = Pick<StepArtifacts, 'readText'>['readText']

/** Results of a session whose steps are all settled. The API makes URLs from the paths of `files`. */
export async function sessionResults(job: Job, readText: ReadText): Promise<Built> {
  const parameters = job.parameters as SessionParameters
  const inputs = { inputs: settledSteps(job) }
  const [page] = inputsOf(inputs, scrapeContract)
  const [document] = inputsOf(inputs, transformContract)
  const [archive] = inputsOf(inputs, archiveContract)
  if (!document) throw new AppError('unexpected', 'A completed session has no document.')
  const inlineText = inlineTextOf(readText)

  const said = await transcriptOf(inputs, inlineText, transcriptPaths(pathsOf(job)))
  const slides = await slidesOf(job, inputs, readText)
  const files = archive
    ? z.array(resultFileSchema).parse(JSON.parse(await readText(archive.files)))
    : await listFiles({ ...inputs, params: pathsOf(job), artifacts: { readText } })
  const structured: unknown = JSON.parse((await inlineText(document.structured_data)) ?? 'null')
  return {
    files: [...files, ...slides.files],
    markdown_path: document.path,
    archive: archive ? { ...archive.archive, filename: archive.filename } : null,
    body: {
      markdown_file: document.path,
      markdown_content: await inlineText(document.markdown),
      structured_data: structured,
      web_text: await inlineText(page?.text),
      video_transcript:
        document.transcript?.engine === 'corrected' ? said.text : (parameters.video_transcript ?? said.text),
      transcript: said.transcript,
      attachments_text: slides.text,
      attachments_text_path: slides.files[0]?.path ?? null,
      page_texts: slides.pages,
      attachments_url: slides.attachments.map(({ url }) => url),
      attachments: slides.attachments,
      target_dir: document.path.slice(0, document.path.lastIndexOf('/')),
      asset_dir: files.some((file) => file.path.startsWith(`${assetDir(pathsOf(job))}/`))
        ? assetDir(pathsOf(job))
        : null,
      language: document.language,
      template: document.template,
      engine: document.engine,
      usage: document.usage,
    },
  }
}

type Inputs = { inputs: StepInput[] }
type InlineText = (ref: { key: string; bytes: number } | undefined) => Promise<string | null>

/** The text, unless too long for JSON. */
export const inlineTextOf =
  (readText: ReadText): InlineText =>
  async (ref) =>
    ref && ref.bytes <= maxInlineText ? readText(ref, maxInlineText) : null

const pathsOf = (job: Job): { event: string; file_stem: string } => ({
  event: (job.parameters as SessionParameters).event,
  file_stem: job.file_stem,
})

export async function transcriptOf(inputs: Inputs, inlineText: InlineText, paths: TranscriptPaths) {
  const said = transcriptOfSteps(inputs)
  if (said === null) return { text: null, transcript: null }
  const { engine, source, language, segments, text, words, mended } = said
  const inline = await inlineText(segments)
  return {
    text: await inlineText(text),
    transcript: {
      engine,
      source,
      language,
      segments: inline === null ? null : z.array(segmentSchema).parse(JSON.parse(inline)),
      mended,
      // Without speech there are no files.
      paths: words > 0 ? paths : null,
    },
  }
}

interface Attachment {
  url: string
  title: string | null
  media_type: string | null
  step: string | null
  pages: number | null
  ocr_pages: number | null
  bytes: number | null
}

/** The attachments that were read, then those only named or found; and the text of the former. */
export async function slidesOf(job: Job, inputs: Inputs, readText: ReadText) {
  const read = inputs.inputs.flatMap(({ step, processor, status, output }) =>
    processor === pdfContract.name && status === 'completed'
      ? [{ step, pdf: pdfContract.result.parse(output), asked: String(job.steps[step]?.args.attachment_url) }]
      : [],
  )
  const texts: string[] = []
  let size = 0
  for (const { pdf } of read) {
    size += pdf.text.bytes
    if (size > maxInlineText || pdf.index.bytes > maxIndex) continue
    const { pages } = pdfIndexSchema.parse(JSON.parse(await readText(pdf.index, maxIndex)))
    texts.push(...pages.map(({ text }) => text))
  }
  const isWhole = size <= maxInlineText
  const done: Attachment[] = read.map(({ step, pdf, asked }) => ({
    url: asked,
    title: pdf.title,
    media_type: pdf.media_type,
    step,
    pages: pdf.pages,
    ocr_pages: pdf.ocr_pages,
    bytes: pdf.bytes,
  }))
  const named = attachmentsOf(job.parameters).map((url) => ({
    url,
    title: null,
    media_type: null,
  }))
  const found = inputsOf(inputs, scrapeContract)[0]?.attachments ?? []
  const others = [...named, ...found].filter(({ url }) => !done.some((one) => one.url === url))
  const seen = new Set<string>()
  return {
    pages: isWhole ? texts : [],
    text: read.length > 0 && isWhole ? texts.join('\n\n') : null,
    attachments: [
      ...done,
      ...others.flatMap(({ url, title, media_type }): Attachment[] => {
        if (seen.has(url)) return []
        seen.add(url)
        return [{ url, title, media_type, step: null, pages: null, ocr_pages: null, bytes: null }]
      }),
    ],
    // Too long for the answer, each is a file.
    files: isWhole
      ? []
      : read.map(({ step, pdf }) => ({ path: `${assetDir(pathsOf(job))}/${step}.txt`, ...pdf.text })),
  }
}

/** As the job names them. */
export function attachmentsOf({
  attachments_url: given,
}: Pick<SessionParameters, 'attachments_url'>): string[] {
  if (!given) return []
  return Array.isArray(given) ? given : [given]
}

export function settledSteps(job: Job): StepInput[] {
  return Object.entries(job.steps).map(([step, { name: processor, status, output, error, reason }]) => ({
    step,
    processor,
    status,
    output,
    error,
    reason,
  }))
}
