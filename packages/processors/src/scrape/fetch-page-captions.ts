import type { PageCaption } from '@async-events/core'
import { sortCaptions } from '../captions/choose/sort-captions.ts'
import { type FetchContext, fetchCaption } from '../captions/fetch/fetch-caption.ts'
import type { Caption } from '../video/contract.ts'

/** One transcript is needed; further ones only where a file cannot be read. */
const mostFetched = 4
/** For all of them together. */
const timeoutMs = 20_000

/** A caption that the page names; stored where it was fetched. */
export type NamedCaption = PageCaption & { vtt: Caption['vtt'] | null }

/**
 * Captions that the page names, those in the language of the talk first. The best of them are stored: the recording
 * may be named by the job or another site, which do not know of them.
 */
export async function fetchPageCaptions(
  ctx: FetchContext,
  captions: readonly PageCaption[],
): Promise<NamedCaption[]> {
  const { fitting, others } = sortCaptions(captions, ctx.params.source_language)
  const named: NamedCaption[] = []
  const end = performance.now() + timeoutMs
  for (const caption of [...fitting, ...others]) {
    const left = end - performance.now()
    const stored = named.length < mostFetched && left > 1_000 ? await fetchCaption(ctx, caption, left) : null
    named.push({ ...caption, language: stored?.language ?? caption.language, vtt: stored?.vtt ?? null })
  }
  return named
}
