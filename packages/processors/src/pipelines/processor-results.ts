import {
  inputsOf,
  type Job,
  type Pipeline,
  type ProcessorContract,
  resultFileSchema,
  type StepArtifacts,
} from '@async-events/core'
import { z } from 'zod'
import { arrangeEntries } from '../archive/arrange-entries.ts'
import { collectFiles } from '../archive/collect-files.ts'
import { archiveContract } from '../archive/contract.ts'
import { transcriptPathsIn } from '../layout/asset-paths.ts'
import { filesFolder } from '../layout/event-folder.ts'
import { inlineTextOf, settledSteps, slidesOf, transcriptOf } from './session-results.ts'
import { type Source, shownSource } from './source-field.ts'

/** Results of a job that runs one processor for its files. */
export async function processorResults(
  job: Job,
  contract: ProcessorContract,
  readText: Pick<StepArtifacts, 'readText'>['readText'],
): Promise<Awaited<ReturnType<Pipeline['results']>>> {
  const shown = shownSource((job.parameters as { source: Source }).source)
  const inputs = { inputs: settledSteps(job) }
  const [output = {}] = inputsOf(inputs, contract)
  const [archive] = inputsOf(inputs, archiveContract)
  const folder = filesFolder(job.file_stem)

  const files = archive
    ? z.array(resultFileSchema).parse(JSON.parse(await readText(archive.files)))
    : await madeFiles(job, contract, readText)
  const heard = await transcriptOf(inputs, inlineTextOf(readText), transcriptPathsIn(folder))
  const slides = await slidesOf(job, inputs, readText)
  const attachments = slides.attachments.map((one) => ({ ...one, url: shown }))
  const hasFolder = files.some(({ path }) => path.startsWith(`${folder}/`))
  return {
    files,
    markdown_path: null,
    archive: archive ? { ...archive.archive, filename: archive.filename } : null,
    body: {
      markdown_file: null,
      markdown_content: null,
      structured_data: { ...plainFacts(output), ...('url' in output ? { url: shown } : {}) },
      web_text: null,
      video_transcript: heard.text,
      transcript: heard.transcript,
      attachments_text: slides.text,
      // Too long for the answer, it is one of the files.
      attachments_text_path: slides.files.length > 0 ? `${folder}/text.txt` : null,
      page_texts: slides.pages,
      attachments_url: attachments.map(({ url }) => url),
      attachments,
      target_dir: hasFolder ? folder : null,
      asset_dir: hasFolder ? folder : null,
      language: heard.transcript?.language ?? null,
      template: null,
      engine: heard.transcript?.engine ?? null,
      usage: null,
    },
  }
}

/** A job without an archive has no files that exist only in archives. */
async function madeFiles(
  job: Job,
  { name }: ProcessorContract,
  readText: Pick<StepArtifacts, 'readText'>['readText'],
) {
  const made = await collectFiles({ inputs: settledSteps(job), artifacts: { readText } }, name, job.file_stem)
  const entries = made.flatMap((file) => ('ref' in file ? [file] : []))
  return arrangeEntries(entries).map(({ path, ref }) => ({ path, ...ref }))
}

/** The plain values of a result, without references to artifacts. */
function plainFacts(output: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output).filter(([, value]) => !refers(value)))
}

function refers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return 'sha256' in value || Object.values(value).some(refers)
}
