import { serveRequests } from '@async-events/sandbox/serve-requests'
import type { PageRequest } from './page-reader.ts'
import { readPage } from './read-page.ts'

/** The child process of a `PageReader`: reads pages on request. */
serveRequests(({ html, source }: PageRequest) => readPage(html, source))
