import { AppError, type StepContext, type StepWarning } from '@async-events/core'
import { tryCaption } from '../captions/fetch/fetch-caption.ts'
import type { Caption } from '../video/contract.ts'
import type { audioContract } from './contract.ts'

export interface NamedCaptions {
  captions: Caption[]
  /** URLs of those that could not be read. */
  unread: string[]
  warnings: StepWarning[]
}

/** Captions that the job names. One that cannot be read is a warning: somebody asked for it. */
export async function fetchNamedCaptions(ctx: StepContext<typeof audioContract>): Promise<NamedCaptions> {
  const named: NamedCaptions = { captions: [], unread: [], warnings: [] }
  for (const url of new Set([ctx.params.captions_url ?? []].flat())) {
    ctx.progress(0, 'Fetching the captions')
    const found = await tryCaption(ctx, { url, language: null, label: null })
    if (!(found instanceof AppError)) {
      named.captions.push(found)
      continue
    }
    named.unread.push(url)
    const message = `The captions at ${url} could not be read (${found.code}: ${found.message}); the next source is taken. Give a URL of a WebVTT or SubRip file`
    named.warnings.push({ code: 'captions_not_read', message })
  }
  return named
}
