import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Documents } from '../read-documents.ts'
import { answerTool, toolResult } from '../tool-result.ts'

const inputSchema = z.object({
  job_id: z.string().min(1).max(200),
  offset: z.int().min(0).default(0).describe('Characters to leave out; next_offset of the piece before.'),
  max_characters: z.int().min(200).max(100_000).default(20_000),
})
const outputSchema = z.object({
  job_id: z.string(),
  title: z.string(),
  offset: z.number(),
  total_characters: z.number(),
  next_offset: z.number().nullable().describe('Null at the end.'),
})

export function readDocumentTool(server: McpServer, documents: Documents): void {
  server.registerTool(
    'read_document',
    {
      title: 'Read a document',
      description:
        'The Markdown document of a completed talk: summary, chapters, slides, transcript. Long ones come in pieces that end at a line.',
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ job_id, offset, max_characters }, { mcpReq: { signal } }) =>
      answerTool(async () => {
        const { title, markdown } = await documents.ofJob(job_id, signal)
        const piece = pieceOf(markdown, offset, max_characters)
        const next = offset + piece.length
        return toolResult(piece, {
          job_id,
          title,
          offset,
          total_characters: markdown.length,
          next_offset: next < markdown.length ? next : null,
        })
      }),
  )
}

/** At most so many characters, up to the end of a line where there is one, and no half of a character. */
export function pieceOf(text: string, offset: number, most: number): string {
  const piece = text.slice(offset, offset + most)
  if (offset + piece.length >= text.length) return piece
  const line = piece.lastIndexOf('\n') + 1
  if (line > 0) return piece.slice(0, line)
  return /[\uD800-\uDBFF]$/.test(piece) ? piece.slice(0, -1) : piece
}
