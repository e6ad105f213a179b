/** What an extractor took from a page. */
export interface Extract {
  content: string
  form: 'markdown' | 'html' | 'text'
  /** Where the extractor takes it out of the text. */
  title: string | null
  /** It says itself that it left most of the page. */
  littleText: boolean
}

export type Extractor = (html: string, url: string) => Extract

/** Each is loaded alone, so that its memory is its own. */
export const loadExtractor: Record<string, () => Promise<Extractor>> = {
  async ours() {
    const { readPage } = await import('../../packages/web/src/page/read-page.ts')
    return (html, url) => {
      const page = readPage(Buffer.from(html), { url, charset: 'utf-8', mediaType: 'text/html' })
      return { content: page.markdown, form: 'markdown', title: page.title, littleText: page.littleText }
    }
  },

  async readability() {
    const { Readability } = await import('@mozilla/readability')
    const parse = await loadDocuments()
    return (html, url) => {
      const article = new Readability(parse(html, url)).parse()
      return {
        content: article?.content ?? '',
        form: 'html',
        title: article?.title ?? null,
        littleText: false,
      }
    }
  },

  async defuddle() {
    const { DefuddleClass } = await import('defuddle/node')
    const parse = await loadDocuments()
    return (html, url) => {
      // `parse`, never `parseAsync`: the latter fetches missing data from other servers.
      const { content, title } = new DefuddleClass(parse(html, url), { url, useAsync: false }).parse()
      return { content, form: 'html', title, littleText: false }
    }
  },
}

async function loadDocuments() {
  const { parseHTML } = await import('linkedom')
  return (html: string, url: string) => {
    const { document } = parseHTML(html)
    // linkedom has no base URL; extractors resolve links against it.
    Object.defineProperty(document, 'baseURI', { value: url, configurable: true })
    Object.defineProperty(document, 'documentURI', { value: url, configurable: true })
    return document
  }
}
