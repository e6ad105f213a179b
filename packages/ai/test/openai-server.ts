import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'

/** The documented shape of a chat completion's request, as far as we use it: anything else is a mistake of ours. */
const fieldsSchema = z
  // Strict mode: an object, every key required once, no other key (guide "Structured model outputs").
  .strictObject({
    type: z.literal('object'),
    properties: z.record(z.string(), z.strictObject({ type: z.literal('string'), description: z.string() })),
    required: z.array(z.string()),
    additionalProperties: z.literal(false),
  })
  .refine(({ properties, required }) => {
    const [names, wanted] = [Object.keys(properties).toSorted(), required.toSorted()]
    return names.length === wanted.length && names.every((name, at) => name === wanted[at])
  }, 'every property is required, and nothing else')
const tokenLimit = z.number().int().positive().optional()
const chatSchema = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: tokenLimit,
  max_completion_tokens: tokenLimit,
  stream: z.literal(true).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
          strict: z.literal(true),
          schema: fieldsSchema,
        }),
      }),
      // The schema there is llama.cpp's.
      z.strictObject({ type: z.literal('json_object'), schema: fieldsSchema.optional() }),
    ])
    .optional(),
})
export type ChatRequest = z.output<typeof chatSchema>

/** Fields that the schema of a request names, in order; none without a schema. */
export function fieldsIn({ response_format: format }: Pick<ChatRequest, 'response_format'>): string[] {
  const schema = format?.type === 'json_schema' ? format.json_schema.schema : format?.schema
  return schema?.required ?? []
}

/** The same for a transcription's request. */
const transcriptionSchema = z.strictObject({
  file: z.instanceof(File).refine((file) => /\.(flac|wav)$/.test(file.name) && file.size > 0),
  model: z.string().min(1),
  response_format: z.enum(['json', 'verbose_json', 'diarized_json']),
  'timestamp_granularities[]': z.array(z.enum(['segment', 'word'])).optional(),
  // `auto` is whisper.cpp's.
  language: z
    .string()
    .regex(/^(?:[a-z]{2,3}|auto)$/)
    .optional(),
  prompt: z.string().min(1).max(4_000).optional(),
  temperature: z.literal('0').optional(),
  chunking_strategy: z.literal('auto').optional(),
})
export type TranscriptionRequest = z.output<typeof transcriptionSchema>

export interface Reply {
  status?: number
  headers?: Record<string, string>
  /** Text as it is, or a value as JSON. */
  body?: unknown
  /** Answers when this is settled. */
  when?: Promise<unknown>
  /** Accepts the request and never answers. */
  silent?: boolean
  /** Breaks off in the middle of the body. */
  cut?: boolean
  /** Begins the body and says no more. */
  stalls?: boolean
  /** Goes on with the body for ever. */
  endless?: boolean
  /** Answers, and closes, before it has read the request. */
  early?: boolean
}

interface Seen<B> {
  body: B
  headers: IncomingHttpHeaders
  path: string
}

export interface OpenAiServer {
  url: string
  /** Chat completions that were asked for. */
  requests: Seen<ChatRequest>[]
  transcriptions: Seen<TranscriptionRequest>[]
  /** Requests that are being answered, and how many there were at once. */
  busy: { now: number; most: number }
  close(): Promise<void>
}

/** One reply for each request in order, or what a function makes of the request. */
export type Replies = readonly Reply[] | ((request: ChatRequest | TranscriptionRequest, at: number) => Reply)

/**
 * Plays an OpenAI-compatible endpoint. A request that is not as documented (method, path, content type, length, fields,
 * schema) gets 418, and what is wrong with it.
 */
export async function startOpenAiServer(replies: Replies, port = 0): Promise<OpenAiServer> {
  const requests: OpenAiServer['requests'] = []
  const transcriptions: OpenAiServer['transcriptions'] = []
  const busy = { now: 0, most: 0 }
  const replyTo = (request: ChatRequest | TranscriptionRequest): Reply => {
    const at = requests.length + transcriptions.length - 1
    return typeof replies === 'function'
      ? replies(request, at)
      : (replies[at] ?? { status: 404, body: 'no reply left' })
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (Array.isArray(replies) && replies[0]?.early) {
      await send(response, replies[0])
      request.destroy()
      return
    }
    const seen = { headers: request.headers, path: request.url ?? '' }
    try {
      if (request.method !== 'POST') throw new Error('not a POST')
      const bytes = await buffer(request)
      if (request.headers['content-length'] !== String(bytes.length)) throw new Error('no content-length')
      if (seen.path.endsWith('/chat/completions')) {
        requests.push({ ...seen, body: chatSchema.parse(await readJson(request, bytes)) })
      } else if (seen.path.endsWith('/audio/transcriptions')) {
        transcriptions.push({ ...seen, body: transcriptionSchema.parse(await readForm(request, bytes)) })
      } else throw new Error('no such path')
    } catch (thrown) {
      response.writeHead(418).end(String(thrown))
      return
    }
    const last = seen.path.endsWith('/chat/completions') ? requests.at(-1) : transcriptions.at(-1)
    if (last) await send(response, replyTo(last.body))
  }

  const server = createServer(async (request, response) => {
    busy.now += 1
    busy.most = Math.max(busy.most, busy.now)
    response.once('close', () => {
      busy.now -= 1
    })
    await answer(request, response).catch((thrown) => response.destroy(thrown))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    transcriptions,
    busy,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readJson(request: IncomingMessage, bytes: Buffer): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new Error('not JSON')
  return JSON.parse(bytes.toString('utf8'))
}

async function readForm(request: IncomingMessage, bytes: Buffer): Promise<unknown> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data; boundary=')) throw new Error('not a form')
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const list = 'timestamp_granularities[]'
  const names = [...form.keys()].filter((name) => name !== list)
  if (new Set(names).size !== names.length) throw new Error('a field is there twice')
  return { ...Object.fromEntries(form), ...(form.has(list) ? { [list]: form.getAll(list) } : {}) }
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply.silent) return
  await reply.when
  const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {})
  const headers = { 'content-type': 'application/json', ...reply.headers }
  if (reply.cut) {
    response.writeHead(reply.status ?? 200, { ...headers, 'content-length': String(Buffer.byteLength(body)) })
    response.write(body.slice(0, body.length / 2), () => response.destroy())
  } else if (reply.stalls) {
    response.writeHead(reply.status ?? 200, headers)
    response.write(body.slice(0, body.length / 2))
  } else if (reply.endless) {
    response.writeHead(200, headers)
    while (!response.destroyed) {
      response.write(' '.repeat(64 * 1024))
      await setImmediate()
    }
  } else {
    response.writeHead(reply.status ?? 200, headers)
    response.end(body)
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

/** A verbose transcription as the API reference shows it. */
export const transcription = (
  segments: readonly { start: number; end: number; text: string }[],
  more: { language?: string; duration?: number } = {},
) => ({
  task: 'transcribe',
  language: more.language ?? 'english',
  duration: more.duration ?? 10,
  text: segments.map(({ text }) => text).join(''),
  segments: segments.map((segment, id) => ({
    id,
    seek: 0,
    ...segment,
    tokens: [50364, 440, 50564],
    temperature: 0,
    avg_logprob: -0.286,
    compression_ratio: 1.236,
    no_speech_prob: 0.0099,
  })),
  usage: { type: 'duration', seconds: 10 },
})
