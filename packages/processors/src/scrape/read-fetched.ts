import {
  AppError,
  type Fetched,
  type PageReading,
  type PageSubject,
  type StepContext,
} from '@async-events/core'
import { sourceKind } from './source-kind.ts'

type PageContext = Pick<StepContext, 'readPage' | 'signal'>

const mediaTypes = { html: 'text/html', markdown: 'text/markdown', text: 'text/plain' } as const

/** Reads what was fetched as a page, a text or Markdown, whatever the server calls it. */
export async function readFetched(
  { readPage, signal }: PageContext,
  fetched: Fetched,
  about: PageSubject,
): Promise<PageReading> {
  const { body, url, charset, headers } = fetched
  const kind = sourceKind(fetched)
  if (kind === 'other')
    throw new AppError(
      'unsupported_source',
      fetched.mediaType === '' ? 'The source is no page' : `The source is ${fetched.mediaType}, not a page`,
    )
  const source = { url, charset, mediaType: mediaTypes[kind], about, refresh: headers.refresh ?? null }
  return await readPage(body, source, signal)
}
