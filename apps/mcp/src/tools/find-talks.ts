import type { Client } from '@async-events/client'
import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { answerTool, toolResult } from '../tool-result.ts'

const inputSchema = z.object({
  query: z
    .string()
    .min(1)
    .max(500)
    .describe('Words that a talk has to hold, in any of their forms; a "phrase" as it stands.'),
  event: z.string().min(1).max(200).exactOptional().describe('Exact name of the conference.'),
  track: z.string().min(1).max(200).exactOptional().describe('Exact name of the track.'),
  speaker: z.string().min(1).max(200).exactOptional().describe('Exact name of a speaker.'),
  batch_id: z.string().min(1).max(200).exactOptional(),
  limit: z.int().min(1).max(50).default(10),
})
const outputSchema = z.object({
  total: z.number(),
  talks: z.array(
    z.object({
      job_id: z.string(),
      title: z.string(),
      event: z.string(),
      track: z.string(),
      speakers: z.array(z.string()),
      passages: z.array(
        z.object({
          kind: z.string().describe('title, speakers, document, slide or transcript.'),
          text: z.string(),
          seconds: z.number().nullable().describe('Of the talk.'),
          recording_url: z.string().nullable().describe('The recording at that time.'),
        }),
      ),
    }),
  ),
})
type Output = z.infer<typeof outputSchema>

export function findTalksTool(server: McpServer, client: Client): void {
  server.registerTool(
    'find_talks',
    {
      title: 'Find talks',
      description:
        'Talks of all conferences whose documents, slides or transcripts hold all words of a query, best first, with the passages, their times and links into the recordings.',
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ query: q, ...filter }, { mcpReq: { signal } }) =>
      answerTool(async () => {
        const { total, hits } = await client.searchDocuments({ query: { q, ...filter }, signal })
        const talks = hits.map(({ job_id, title, event, track, speakers, passages }) => ({
          job_id,
          title,
          event,
          track,
          speakers,
          passages: passages.map(({ kind, parts, seconds, recording_url }) => ({
            kind,
            text: parts.map(({ text }) => text).join(''),
            seconds,
            recording_url,
          })),
        }))
        return toolResult(describe({ total, talks }), { total, talks })
      }),
  )
}

function describe({ total, talks }: Output): string {
  const described = talks.map(({ job_id, title, speakers, event, track, passages }) =>
    [
      `## ${title}`,
      [job_id, speakers.join(', '), track, event].filter((text) => text !== '').join(' · '),
      ...passages.map(
        ({ kind, text, recording_url: url }) => `- ${kind}${url === null ? '' : ` (${url})`}: ${text}`,
      ),
    ].join('\n'),
  )
  return [
    `${total} talks${total > talks.length ? `, the best ${talks.length} of them` : ''}.`,
    ...described,
  ].join('\n\n')
}
