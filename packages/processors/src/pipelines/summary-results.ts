import {
  AppError,
  inputsOf,
  type Job,
  type Pipeline,
  resultFileSchema,
  type StepArtifacts,
} from '@async-events/core'
import { z } from 'zod'
import { arrangeEntries } from '../archive/arrange-entries.ts'
import { archiveContract } from '../archive/contract.ts'
import { summaryContract } from '../summary/contract.ts'
import { summaryEntries } from '../summary/summary-entries.ts'
import { inlineTextOf, settledSteps } from './session-results.ts'

/** Results of a track or an event: fields of sources are empty. */
export async function summaryResults(
  job: Job,
  readText: Pick<StepArtifacts, 'readText'>['readText'],
): Promise<Awaited<ReturnType<Pipeline['results']>>> {
  const inputs = { inputs: settledSteps(job) }
  const [document] = inputsOf(inputs, summaryContract)
  const [archive] = inputsOf(inputs, archiveContract)
  if (!document) throw new AppError('unexpected', 'A completed summary has no document.')
  const inlineText = inlineTextOf(readText)
  const files = archive
    ? z.array(resultFileSchema).parse(JSON.parse(await readText(archive.files)))
    : arrangeEntries(await summaryEntries({ ...inputs, artifacts: { readText } })).map(({ path, ref }) => ({
        path,
        ...ref,
      }))
  const structured: unknown = JSON.parse((await inlineText(document.structured_data)) ?? 'null')
  return {
    files,
    markdown_path: document.path,
    archive: archive ? { ...archive.archive, filename: archive.filename } : null,
    body: {
      markdown_file: document.path,
      markdown_content: await inlineText(document.markdown),
      structured_data: structured,
      web_text: null,
      video_transcript: null,
      transcript: null,
      attachments_text: null,
      attachments_text_path: null,
      page_texts: [],
      attachments_url: [],
      attachments: [],
      target_dir: document.path.slice(0, document.path.lastIndexOf('/')),
      asset_dir: null,
      language: document.language,
      template: document.template,
      engine: document.engine,
      usage: document.usage,
    },
  }
}
