import { serveRequests } from '@async-events/sandbox/serve-requests'
import type { PageRequest } from './page-reader.ts'
import { readSource } from './sources/read-source.ts'

/** The child process of a `PageReader`: reads pages on request. */
serveRequests(({ html, source }: PageRequest) => readSource(html, source))
