import type { Client } from '@async-events/client'
import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { answerTool, toolResult } from '../tool-result.ts'

const inputSchema = z.object({
  batch_id: z.string().max(200).exactOptional(),
  event: z.string().max(500).exactOptional().describe('Exact name of the conference.'),
  track: z.string().max(500).exactOptional().describe('Exact name of the track.'),
  status: z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']).exactOptional(),
  name_contains: z.string().min(1).max(200).exactOptional(),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(1000).exactOptional().describe('next_cursor of the page before.'),
})
const outputSchema = z.object({
  total: z.number(),
  talks: z.array(
    z.object({
      job_id: z.string(),
      name: z.string(),
      status: z.string(),
      batch_id: z.string().nullable(),
      has_document: z.boolean(),
      error: z.string().nullable(),
    }),
  ),
  next_cursor: z.string().nullable(),
})

export function listTalksTool(server: McpServer, client: Client): void {
  server.registerTool(
    'list_talks',
    {
      title: 'List talks',
      description: 'Talks that were submitted, newest first; the filters narrow each other.',
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ name_contains, status, ...filter }, { mcpReq: { signal } }) =>
      answerTool(async () => {
        const query = {
          ...filter,
          ...(status !== undefined && { status: [status] }),
          ...(name_contains !== undefined && { q: name_contains }),
        }
        const { total, jobs, next_cursor } = await client.listJobs({ query, signal })
        const talks = jobs.map(({ job_id, job_name, status, batch_id, results_summary, error }) => ({
          job_id,
          name: job_name,
          status,
          batch_id,
          has_document: results_summary !== null,
          error: error && `${error.code}: ${error.message}`,
        }))
        const lines = talks.map(({ job_id, name, status, error }) =>
          [`- ${job_id} (${status}): ${name}`, ...(error === null ? [] : [error])].join('; '),
        )
        const head = `${total} talks${next_cursor === null ? '' : `, more with cursor ${next_cursor}`}:`
        return toolResult([head, ...lines].join('\n'), { total, talks, next_cursor })
      }),
  )
}
