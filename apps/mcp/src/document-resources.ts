import type { Client } from '@async-events/client'
import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
} from '@modelcontextprotocol/server'
import type { Documents } from './read-documents.ts'
import { explain } from './tool-result.ts'

const listed = 100

/** The documents of completed talks as resources; the newest are listed, each can be read by its job. */
export function documentResources(server: McpServer, client: Client, documents: Documents): void {
  const template = new ResourceTemplate('async-events://jobs/{job_id}/document.md', {
    list: async ({ mcpReq: { signal } }) => {
      const { jobs } = await asProtocol(() =>
        client.listJobs({ query: { status: ['completed'], limit: listed }, signal }),
      )
      return {
        resources: jobs.map(({ job_id, job_name }) => ({
          uri: `async-events://jobs/${job_id}/document.md`,
          name: job_name,
          mimeType: 'text/markdown',
        })),
      }
    },
  })
  server.registerResource(
    'document',
    template,
    { title: 'Document of a talk', description: 'Markdown', mimeType: 'text/markdown' },
    async (uri, { job_id }, { mcpReq: { signal } }) => {
      const { markdown } = await asProtocol(() => documents.ofJob(String(job_id), signal))
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: markdown }] }
    },
  )
}

async function asProtocol<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, explain(error))
  }
}
