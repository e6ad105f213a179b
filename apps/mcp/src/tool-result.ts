import { ApiError, ConnectionError, TimeoutError } from '@async-events/client'
import type { CallToolResult } from '@modelcontextprotocol/server'
import { NoDocumentError } from './read-documents.ts'

/** For programs as data, for models as text. */
export function toolResult(text: string, structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent }
}

/** Runs a tool; what the service refuses is an answer that a model can act on, not an error of the protocol. */
export async function answerTool(run: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await run()
  } catch (error) {
    return { isError: true, content: [{ type: 'text', text: explain(error) }] }
  }
}

export function explain(error: unknown): string {
  if (error instanceof ApiError) {
    const details = error.details.map(({ path, message }) => `\n- ${path}: ${message}`).join('')
    const hint =
      error.status === 401
        ? ' Start the server with ASYNC_EVENTS_API_KEY, or send an Authorization header.'
        : ''
    return `${error.type}: ${error.message}${hint}${details}`
  }
  if (error instanceof ConnectionError || error instanceof TimeoutError)
    return `The service cannot be reached: ${error.message} ASYNC_EVENTS_URL says where it is.`
  if (error instanceof NoDocumentError) return error.message
  throw error
}
