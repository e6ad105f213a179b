import { serveRequests } from '@async-events/sandbox/serve-requests'
import type { PageRequest } from './page-reader.ts'
import { readPage } from './read-page.ts'

/** The process of a `PageReader`: told of pages, it answers with what it has read. */
serveRequests(({ html, source }: PageRequest) => readPage(html, source))
