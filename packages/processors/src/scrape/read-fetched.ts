import {
  AppError,
  type Fetched,
  type PageReading,
  type PageSubject,
  type StepContext,
} from '@async-events/core'
import { sourceKind } from './source-kind.ts'

type PageContext = Pick<StepContext, 'readPage' | 'signal'>

/** Reads what was fetched as a page, whatever the server calls it. */
export async function readFetched(
  { readPage, signal }: PageContext,
  fetched: Fetched,
  about: PageSubject,
): Promise<PageReading> {
  const { body, url, charset, mediaType } = fetched
  switch (sourceKind(fetched)) {
    case 'html':
      return await readPage(
        body,
        { url, charset, mediaType, about, refresh: fetched.headers.refresh ?? null },
        signal,
      )
    case 'text':
      return await readText({ readPage, signal }, body.toString('utf8'), fetched)
    case 'other':
      throw new AppError(
        'unsupported_source',
        mediaType === '' ? 'The source is no page' : `The source is ${mediaType}, not a page`,
      )
  }
}

/** Markdown stays as it is: documents sanitise what they take of it. */
async function readText(
  { readPage, signal }: PageContext,
  text: string,
  { url, mediaType }: Fetched,
): Promise<PageReading> {
  const page = await readPage(asHtml(text), { url, charset: 'utf-8', mediaType }, signal)
  const isWhole = mediaType === 'text/markdown' && !page.cut
  return isWhole ? { ...page, markdown: text.replace(/^\ufeff/, '').trim() } : page
}

/** Plain text is read like a page, so that it is escaped for Markdown. */
function asHtml(text: string): Uint8Array {
  const escaped = text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
  const paragraphs = escaped.split(/\n\s*\n/).map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
  return Buffer.from(`<body>${paragraphs.join('\n')}</body>`)
}
