import type { Client } from '@async-events/client'
import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Documents, TalkDocument } from '../read-documents.ts'
import { findPassages } from '../search/find-passages.ts'
import { type Passage, splitPassages } from '../search/split-passages.ts'
import { answerTool, toolResult } from '../tool-result.ts'

const maxDocuments = 500
const atATime = 6
const maxQuoted = 600

const inputSchema = z
  .object({
    query: z.string().min(1).max(500).describe('Words to look for; a "phrase" must be there as it stands.'),
    batch_id: z.string().max(200).exactOptional(),
    event: z.string().max(500).exactOptional().describe('Exact name of the conference.'),
    track: z.string().max(500).exactOptional().describe('Exact name of the track.'),
    limit: z.int().min(1).max(50).default(10),
  })
  .refine(({ batch_id, event }) => batch_id !== undefined || event !== undefined, {
    message: 'name a batch_id or an event',
  })
const outputSchema = z.object({
  searched_documents: z.number(),
  is_complete: z.boolean().describe(`False when more than ${maxDocuments} talks match.`),
  passages: z.array(
    z.object({
      job_id: z.string(),
      title: z.string(),
      headings: z.array(z.string()),
      line: z.number().describe('Line of the document, from 1.'),
      text: z.string(),
      words: z.array(z.string()).describe('Words of the query that were found.'),
    }),
  ),
})
type Output = z.infer<typeof outputSchema>

export function searchDocumentsTool(server: McpServer, client: Client, documents: Documents): void {
  server.registerTool(
    'search_documents',
    {
      title: 'Search documents',
      description:
        'Passages of the documents of a batch or an event that hold the words of a query, best first, each with its talk, headings and line.',
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ query, limit, ...filter }, { mcpReq: { signal } }) =>
      answerTool(async () => {
        const { talks, isComplete } = await readAll(client, documents, filter, signal)
        const passages = talks.flatMap((talk) =>
          splitPassages(talk.markdown).map((passage): Passage & { talk: TalkDocument } => ({
            ...passage,
            talk,
          })),
        )
        const found = findPassages(passages, query, limit).map(({ passage, words }) => ({
          job_id: passage.talk.jobId,
          title: passage.talk.title,
          headings: passage.headings,
          line: passage.line,
          text: shortened(passage.text),
          words,
        }))
        const output: Output = {
          searched_documents: talks.length,
          is_complete: isComplete,
          passages: found,
        }
        return toolResult(describe(output), output)
      }),
  )
}

async function readAll(
  client: Client,
  documents: Documents,
  filter: { batch_id?: string; event?: string; track?: string },
  signal: AbortSignal,
): Promise<{ talks: TalkDocument[]; isComplete: boolean }> {
  const pending: { jobId: string; title: string; markdownUrl: string }[] = []
  let isComplete = true
  for await (const job of client.jobs({ ...filter, status: ['completed'], pageSize: 200 }, { signal })) {
    if (pending.length === maxDocuments) {
      isComplete = false
      break
    }
    const markdownUrl = job.results_summary?.markdown_url
    if (markdownUrl) pending.push({ jobId: job.job_id, title: job.job_name, markdownUrl })
  }
  const talks: TalkDocument[] = []
  for (let at = 0; at < pending.length; at += atATime)
    talks.push(
      ...(await Promise.all(pending.slice(at, at + atATime).map((one) => documents.ofResult(one, signal)))),
    )
  return { talks, isComplete }
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= maxQuoted ? text : `${characters.slice(0, maxQuoted).join('')}…`
}

function describe({ passages, searched_documents, is_complete }: Output): string {
  const head = `${passages.length} passages in ${searched_documents} documents${is_complete ? '' : ', of more than were searched; name a track'}.`
  return [
    head,
    ...passages.map(
      ({ job_id, title, headings, line, text }) =>
        `## ${title}\n${job_id}, line ${line}${headings.length > 0 ? `, ${headings.join(' › ')}` : ''}\n\n${text}`,
    ),
  ].join('\n\n')
}
