import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

/** The documented shape of a request, as far as we use it: anything else is a mistake of ours. */
const requestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(2),
  temperature: z.number().min(0).max(2).optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
        strict: z.literal(true),
        schema: z.strictObject({
          type: z.literal('object'),
          properties: z.record(
            z.string(),
            z.strictObject({ type: z.literal('string'), description: z.string() }),
          ),
          required: z.array(z.string()),
          additionalProperties: z.literal(false),
        }),
      }),
    })
    .optional(),
})
export type ChatRequest = z.output<typeof requestSchema>

export interface Reply {
  status?: number
  headers?: Record<string, string>
  /** Text as it is, or a value as JSON. */
  body?: unknown
  /** Accepts the request and never answers. */
  silent?: boolean
}

export interface ChatServer {
  url: string
  requests: { body: ChatRequest; headers: IncomingHttpHeaders; path: string }[]
  close(): Promise<void>
}

/** Plays an OpenAI-compatible endpoint: one reply for each request, in order. A request of the wrong shape gets 418. */
export async function startChatServer(replies: Reply[]): Promise<ChatServer> {
  const requests: ChatServer['requests'] = []
  const server = createServer(async (request, response) => {
    const read = requestSchema.safeParse(await json(request))
    if (!read.success || request.method !== 'POST') {
      response.writeHead(418).end(JSON.stringify(read.error?.issues))
      return
    }
    const reply = replies[requests.length] ?? { status: 404, body: 'no reply left' }
    requests.push({ body: read.data, headers: request.headers, path: request.url ?? '' })
    if (reply.silent) return
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A chat completion as the API reference shows it. */
export const completion = (content: string | null, more: { finish?: string; refusal?: string } = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_770_000_000,
  model: 'test',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content, refusal: more.refusal ?? null },
      logprobs: null,
      finish_reason: more.finish ?? 'stop',
    },
  ],
  usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
})
