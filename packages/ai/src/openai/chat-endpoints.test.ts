import type { TextModelRequest } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { openAiServers } from '../../test/open-ai-servers.ts'
import { type ChatRequest, completion, type Reply } from '../../test/openai-server.ts'
import { createOpenAi, type OpenAiOptions } from './create-openai.ts'
import { withoutThinking } from './without-thinking.ts'

const servers = openAiServers()

const request: TextModelRequest = {
  fields: [{ name: 'lead', instruction: 'Two sentences' }],
  systemPrompt: 'You write minutes.',
  source: {
    title: 'Reed beds',
    text: 'Reed beds clean water.',
    facts: {},
    passages: [],
    parts: [],
  },
  sourceLanguage: 'en',
  targetLanguage: 'de',
  signal: new AbortController().signal,
}
const lead = 'Schilf reinigt Wasser. Das braucht Geduld.'
const good: Reply = { body: completion(JSON.stringify({ lead })) }

async function modelAt(reply: (request: ChatRequest) => Reply, options: Partial<OpenAiOptions> = {}) {
  const open = await servers.start((body) => reply(body as ChatRequest))
  const asked = () => open.requests.map(({ body }) => body)
  const model = createOpenAi({
    baseUrl: open.url,
    model: 'test',
    timeoutMs: 5_000,
    maxInputChars: 100_000,
    ...options,
  })
  return { model, asked }
}

const formatOf = ({ response_format: format }: ChatRequest): string => {
  if (!format) return 'none'
  return format.type === 'json_object' && format.schema ? 'json_object with schema' : format.type
}

/** As chunks of a stream: thoughts, the answer a few letters at a time, the tokens, the end. */
function streamed(text: string, finish = 'stop'): Reply {
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason }],
  })
  const pieces = JSON.stringify({ lead: text }).match(/[\s\S]{1,7}/g) ?? []
  const chunks = [
    chunk({ role: 'assistant', content: '' }),
    chunk({ reasoning_content: 'Hm.' }),
    ...pieces.map((content) => chunk({ content })),
    chunk({}, finish),
    { choices: [], usage: { prompt_tokens: 10, completion_tokens: 5 } },
  ]
  const lines = [...chunks.map((one) => `data: ${JSON.stringify(one)}`), 'data: [DONE]']
  return { headers: { 'content-type': 'text/event-stream' }, body: `: ping\n\n${lines.join('\n\n')}\n\n` }
}

/** Refusals as servers word them, with the status that they send. */
const refusals = {
  llamaCppPython: {
    status: 500,
    body: {
      error: {
        message: `1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': "Input should be 'text' or 'json_object'", 'input': 'json_schema', 'ctx': {'expected': "'text' or 'json_object'"}}\n\n  File "/srv/llama_cpp/server/app.py", line 376, in create_chat_completion`,
        type: 'internal_server_error',
        param: null,
        code: null,
      },
    },
  },
  lmStudio: { status: 400, body: { error: "'response_format.type' must be 'json_schema' or 'text'" } },
  llamaCpp: {
    status: 400,
    body: { error: { code: 400, message: 'failed to parse grammar', type: 'invalid_request_error' } },
  },
  vllm: {
    status: 400,
    body: {
      object: 'error',
      message: 'Grammar error: Unimplemented keys: ["additionalProperties"]',
      type: 'BadRequestError',
      code: 400,
    },
  },
  mistral: {
    status: 422,
    body: {
      object: 'error',
      message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'response_format', 'json_schema'] }] },
    },
  },
  openAi: { status: 400, body: { error: { message: "Unrecognized request argument: 'response_format'" } } },
} satisfies Record<string, Reply>

describe('T02: the format of the answer', () => {
  it.each<[keyof typeof refusals, string[]]>([
    ['llamaCppPython', ['json_schema', 'json_object with schema']],
    ['lmStudio', ['json_schema']],
    ['llamaCpp', ['json_schema', 'json_object with schema', 'json_object']],
    ['vllm', ['json_schema', 'json_object with schema', 'json_object']],
    ['mistral', ['json_schema', 'json_object with schema', 'json_object']],
    ['openAi', ['json_schema', 'json_object with schema', 'json_object', 'none']],
  ])('is the strictest that the endpoint knows, found once: %s', async (name, formats) => {
    const known = formats.at(-1)
    const { model, asked } = await modelAt((body) => (formatOf(body) === known ? good : refusals[name]))
    expect((await model.fill(request)).values).toEqual({ lead })
    expect(asked().map(formatOf)).toEqual(formats)
    await model.fill(request)
    expect(asked().map(formatOf)).toEqual([...formats, known])
  })

  it('is found once by many answers at a time, where they take turns', async () => {
    const { model, asked } = await modelAt(
      (body) => (formatOf(body) === 'json_schema' ? refusals.llamaCppPython : good),
      { concurrency: 1 },
    )
    await Promise.all(Array.from({ length: 4 }, () => model.fill(request)))
    expect(asked().map(formatOf).toSorted()).toEqual([
      ...Array(4).fill('json_object with schema'),
      'json_schema',
    ])
  })

  it('without any is asked for in the prompt', async () => {
    const { model, asked } = await modelAt((body) => (formatOf(body) === 'none' ? good : refusals.openAi))
    await model.fill(request)
    expect(asked().at(-1)!.messages[0]!.content).toContain('one JSON object')
  })
})

describe('T02: what an endpoint refuses besides', () => {
  const refusing = (names: (body: ChatRequest) => boolean, status: number, message: string) =>
    modelAt((body) => (names(body) ? { status, body: { error: { message } } } : good), { maxTokens: 500 })

  it('is left out: a temperature', async () => {
    const { model, asked } = await refusing(
      ({ temperature }) => temperature !== undefined,
      400,
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    )
    await model.fill(request)
    expect(asked().map(({ temperature }) => temperature)).toEqual([0, undefined])
    expect(asked().map(formatOf)).toEqual(['json_schema', 'json_schema'])
  })

  it('is sent under its other name: the limit of tokens, for reasoning models', async () => {
    const { model, asked } = await refusing(
      ({ max_tokens }) => max_tokens !== undefined,
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    )
    await model.fill(request)
    await model.fill(request)
    expect(asked().map((body) => [body.max_tokens, body.max_completion_tokens])).toEqual([
      [500, undefined],
      [undefined, 500],
      [undefined, 500],
    ])
  })

  it.each<[string, Reply]>([
    [
      'DashScope',
      {
        status: 400,
        body: {
          error: {
            message:
              'This model only support stream mode, please enable the stream parameter to access the model.',
          },
        },
      },
    ],
    [
      'DashScope, of thoughts',
      {
        status: 400,
        body: {
          error: { message: 'parameter.enable_thinking must be set to false for non-streaming calls' },
        },
      },
    ],
    ['a proxy', { status: 422, body: { detail: 'streaming is required for this model' } }],
  ])('is an answer in one piece, so that it is read as a stream: %s', async (_, refusal) => {
    const { model, asked } = await modelAt((body) => (body.stream ? streamed(lead) : refusal))
    expect((await model.fill(request)).values).toEqual({ lead })
    await model.fill(request)
    expect(asked().map(({ stream }) => stream)).toEqual([undefined, true, true])
  })

  it('is left out: a limit of tokens above the context', async () => {
    const { model, asked } = await refusing(
      ({ max_tokens }) => max_tokens !== undefined,
      400,
      "'max_tokens' or 'max_completion_tokens' is too large: 500. This model's maximum context length is 400 tokens and your request has 100 input tokens",
    )
    await model.fill(request)
    expect(asked().map(({ max_tokens }) => max_tokens)).toEqual([500, undefined])
  })

  it('is put in front of the question: a system message', async () => {
    const { model, asked } = await refusing(
      ({ messages }) => messages[0]!.role === 'system',
      400,
      'System role not supported',
    )
    await model.fill(request)
    const [message, ...others] = asked()[1]!.messages
    expect(others).toEqual([])
    expect(message).toMatchObject({ role: 'user', content: expect.stringMatching(/^You write minutes/) })
    expect(message!.content).toContain('Reed beds clean water.')
  })

  it('is all left out where fields are refused without a name', async () => {
    const { model, asked } = await refusing(
      (body) => body.temperature !== undefined,
      422,
      'Extra inputs are not permitted',
    )
    await model.fill(request)
    expect(Object.keys(asked()[1]!).toSorted()).toEqual(['messages', 'model'])
  })

  it('is the request itself: nothing is left to leave out', async () => {
    const { model, asked } = await modelAt(() => ({ status: 400, body: { error: 'invalid parameter' } }))
    await expect(model.fill(request)).rejects.toMatchObject({ code: 'model_refused', retryable: false })
    expect(asked()).toHaveLength(2)
  })
})

describe('T02: a request that is longer than the context', () => {
  const text = Array.from({ length: 400 }, (_, at) => `Sentence ${at} of the talk says something.`).join(' ')
  const wordings: [string, number, unknown][] = [
    [
      'llama-cpp-python and OpenAI',
      400,
      {
        error: {
          message:
            "This model's maximum context length is 8192 tokens. However, you requested 36031 tokens (36031 in the messages, None in the completion). Please reduce the length of the messages or completion.",
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        },
      },
    ],
    [
      'older llama-cpp-python',
      500,
      { error: { message: 'Requested tokens (9000) exceed context window of 2048' } },
    ],
    [
      'llama.cpp',
      400,
      {
        error: {
          code: 400,
          message: 'the request exceeds the available context size, try increasing it',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 9_000,
          n_ctx: 4_096,
        },
      },
    ],
    [
      'vLLM',
      400,
      {
        object: 'error',
        message: 'The decoder prompt (length 9000) is longer than the maximum model length of 4096.',
        type: 'BadRequestError',
      },
    ],
    [
      'Mistral',
      400,
      {
        message:
          'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      },
    ],
    [
      'LM Studio',
      400,
      {
        error:
          'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
      },
    ],
    [
      'LiteLLM',
      400,
      {
        error: {
          message: 'litellm.ContextWindowExceededError: prompt is too long: 210000 tokens > 200000 maximum',
        },
      },
    ],
    [
      'a limit of tokens a minute',
      429,
      {
        error: {
          message: 'Request too large for gpt on tokens per min (TPM): Limit 30000, Requested 45000.',
        },
      },
    ],
    ['a proxy in front', 413, '<html><title>413 Request Entity Too Large</title></html>'],
  ]

  it.each(wordings)('is read in smaller parts, and so is the next one: %s', async (_, status, body) => {
    const isLong = ({ messages }: ChatRequest) => messages[1]!.content.length > 6_000
    const { model, asked } = await modelAt((sent) => (isLong(sent) ? { status, body } : good))
    const long = { ...request, source: { ...request.source, text } }
    expect((await model.fill(long)).values).toEqual({ lead })
    const refused = asked().filter(isLong).length
    expect(refused).toBeLessThanOrEqual(4)
    const parts = asked()
      .filter((sent) => !isLong(sent))
      .map(({ messages }) => messages[1]!.content)
      .join('\n')
    for (const at of [0, 199, 399]) expect(parts).toContain(`Sentence ${at} of`)
    await model.fill(long)
    expect(asked().filter(isLong)).toHaveLength(refused)
  })

  it('fails with what to do when the template alone is too long', async () => {
    const { model, asked } = await modelAt(() => ({ status: 400, body: wordings[0]![2] }))
    await expect(model.fill({ ...request, source: { ...request.source, text } })).rejects.toMatchObject({
      code: 'model_refused',
      retryable: false,
      message: /context .* too small.*--ctx-size/,
    })
    expect(asked().length).toBeLessThan(20)
  })
})

describe('T02: an answer that is worded otherwise', () => {
  const answered = (message: object, more: object = {}): Reply => ({
    body: {
      choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: null }],
      ...more,
    },
  })
  const json = JSON.stringify({ lead })

  it.each<[string, object, string]>([
    ['thoughts in front', { content: `<think>\nThe user {wants} JSON.\n</think>\n\n${json}` }, lead],
    ['thoughts that the prompt opened', { content: `Let me see.\n</think>\n${json}` }, lead],
    ['thoughts in brackets', { content: `[THINK]so[/THINK]${json}` }, lead],
    [
      'channels',
      { content: `<|channel|>analysis<|message|>Hm<|end|><|channel|>final<|message|>${json}` },
      lead,
    ],
    ['thoughts of their own field', { content: json, reasoning_content: 'Hm.' }, lead],
    ['an answer taken for thoughts', { content: null, reasoning_content: json }, lead],
    ['an answer taken for thoughts, in vLLM', { content: '', reasoning: `Hm.</think>${json}` }, lead],
    ['a code fence', { content: `\`\`\`json\n${json}\n\`\`\`` }, lead],
    [
      'a code fence between sentences',
      { content: `Here is it:\n\n\`\`\`\n${json}\n\`\`\`\nHope it helps!` },
      lead,
    ],
    ['sentences around', { content: `Sure, here is the JSON: ${json} Let me know!` }, lead],
    [
      'line breaks in a text',
      { content: `{\n  "lead": "Schilf reinigt Wasser.\nDas braucht Geduld.",\n}` },
      lead.replace('. ', '.\n'),
    ],
    ['apostrophes for quotes', { content: `{'lead': '${lead}'}` }, lead],
    ['an end within braces', { content: `{"lead": ${JSON.stringify(lead)}, "more": "as {x} says` }, lead],
    ['a list for a text', { content: JSON.stringify({ lead: [lead] }) }, lead],
    [
      'a member too many that was cut off',
      { content: `{"lead": ${JSON.stringify(lead)}, "more": "and so` },
      lead,
    ],
    [
      'parts',
      {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
          { type: 'text', text: json },
        ],
      },
      lead,
    ],
  ])('%s', async (_, message, lead) => {
    const { model, asked } = await modelAt(() => answered(message))
    expect((await model.fill(request)).values).toEqual({ lead })
    expect(asked()).toHaveLength(1)
  })

  it('a stream that was not asked for', async () => {
    const { model } = await modelAt(() => streamed(lead))
    const { values, usage } = await model.fill(request)
    expect(values).toEqual({ lead })
    expect(usage).toEqual({ input_tokens: 10, output_tokens: 5, requests: 1 })
  })

  it.each(['length', 'model_length', 'MAX_TOKENS'])('the reason why it was cut off: %s', async (finish) => {
    const cut = { content: `{"lead": "${lead}` }
    const { model, asked } = await modelAt(() => ({
      body: { choices: [{ index: 0, message: { role: 'assistant', ...cut }, finish_reason: finish }] },
    }))
    expect((await model.fill(request)).quoted).toEqual(['lead'])
    expect(asked()[1]?.messages.at(-1)?.content).toContain('cut off')
  })

  it('thoughts that took all the tokens', async () => {
    const { model } = await modelAt(() => ({
      body: { choices: [{ message: { content: null, reasoning_content: 'So {' }, finish_reason: 'length' }] },
    }))
    expect((await model.fill(request)).warnings).toMatchObject([
      { message: expect.stringContaining('cut off') },
    ])
  })

  it.each<[string, Reply]>([
    [
      'OpenAI',
      { body: { choices: [{ message: { content: null, refusal: 'No.' }, finish_reason: 'stop' }] } },
    ],
    [
      'Gemini',
      { body: { choices: [{ message: { content: '' }, finish_reason: 'content_filter: SAFETY' }] } },
    ],
    ['Anthropic', { body: { choices: [{ message: { content: '' }, finish_reason: 'refusal' }] } }],
    [
      'Azure',
      {
        status: 400,
        body: {
          error: {
            message:
              "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
            code: 'content_filter',
          },
        },
      },
    ],
  ])('a refusal: %s', async (_, reply) => {
    const { model, asked } = await modelAt(() => reply)
    expect((await model.fill(request)).quoted).toEqual(['lead'])
    expect(asked()).toHaveLength(1)
  })

  it('tokens are estimated where the server does not count them', async () => {
    const { model } = await modelAt(() => answered({ content: json }))
    const { usage } = await model.fill(request)
    expect(usage).toMatchObject({ output_tokens: 14, requests: 1, estimated: true })
    expect(usage!.input_tokens).toBeGreaterThan(150)
    expect(usage!.input_tokens).toBeLessThan(400)
  })

  it('tokens cost what is configured', async () => {
    const price = { input: 2.5, output: 10, currency: 'EUR' }
    const { model } = await modelAt(() => good, { price })
    expect((await model.fill(request)).usage).toEqual({
      input_tokens: 10,
      output_tokens: 5,
      requests: 1,
      cost: 0.000075,
      currency: 'EUR',
    })
  })

  it.each<[string, Reply, object]>([
    [
      'an error under 200',
      { body: { error: { message: 'Provider returned error', code: 502 } } },
      { outage: true },
    ],
    [
      'an error under 200 without a code',
      { body: { error: 'boom' } },
      { code: 'model_unavailable', outage: false },
    ],
    [
      'an error in a stream',
      { body: 'data: {"error": {"message": "Overloaded", "code": 529}}\n\n' },
      { outage: true },
    ],
    [
      'a refusal under 200',
      { body: { error: { message: 'No auth credentials found', code: 401 } } },
      { code: 'model_refused', message: /OPENAI_API_KEY/ },
    ],
    [
      'a web page',
      { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Sign in</title>' },
      { code: 'model_output_invalid', message: /web page.*OPENAI_BASE_URL/ },
    ],
    [
      'a web page of a proxy',
      { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
      { outage: true, message: 'The text model is unavailable (HTTP 502)' },
    ],
    [
      'a model that loads',
      { status: 503, body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } } },
      { outage: true, message: 'The text model is unavailable (HTTP 503): Loading model' },
    ],
    ['an overloaded server', { status: 529, body: { type: 'error' } }, { outage: true }],
    [
      'a model without memory',
      {
        status: 500,
        body: { error: 'model requires more system memory (8.4 GiB) than is available (3.1 GiB)' },
      },
      { outage: false, retryable: true, message: /more system memory \(8\.4 GiB\)/ },
    ],
  ])('%s', async (_, reply, expected) => {
    const { model, asked } = await modelAt(() => reply)
    await expect(model.fill(request)).rejects.toMatchObject(expected)
    expect(asked()).toHaveLength(1)
  })
})

describe('T02: what only the operator can mend fails at once, and says what to do', () => {
  it.each<[string, number, unknown, RegExp]>([
    [
      'Ollama',
      404,
      { error: { message: "model 'x' not found, try pulling it first" } },
      /try pulling it first\. Check TEXT_MODEL/,
    ],
    [
      'vLLM',
      404,
      { object: 'error', message: 'The model `x` does not exist.' },
      /does not exist\. Check TEXT_MODEL/,
    ],
    [
      'OpenAI',
      404,
      {
        error: {
          message: 'The model `x` does not exist or you do not have access to it.',
          code: 'model_not_found',
        },
      },
      /Check TEXT_MODEL/,
    ],
    [
      'LiteLLM',
      400,
      {
        error: {
          message: 'Invalid model name passed in model=x. Call `/v1/models` to view available models',
        },
      },
      /Check TEXT_MODEL/,
    ],
    [
      'Mistral',
      400,
      { object: 'error', message: 'Invalid model: x', type: 'invalid_model' },
      /Check TEXT_MODEL/,
    ],
    [
      'LM Studio',
      404,
      { error: { message: 'No models loaded. Please load a model in the developer page.' } },
      /No models loaded.*Check TEXT_MODEL/,
    ],
    ['FastAPI', 404, { detail: 'Not Found' }, /no such path.*Check OPENAI_BASE_URL/],
    [
      'a wrong key',
      401,
      { error: { message: 'Incorrect API key provided: sk-abcdef' } },
      /\(HTTP 401\): check OPENAI_API_KEY$/,
    ],
    [
      'a wrong key at Gemini',
      400,
      [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }],
      /check OPENAI_API_KEY/,
    ],
    ['a missing right', 403, { error: { message: 'forbidden' } }, /HTTP 403.*check OPENAI_API_KEY/],
    [
      'a used-up account',
      429,
      { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } },
      /used up/,
    ],
    ['a used-up account at DeepSeek', 402, { error: { message: 'Insufficient Balance' } }, /used up/],
    [
      'a used-up account at Anthropic',
      400,
      { error: { message: 'Your credit balance is too low to access the API' } },
      /used up/,
    ],
  ])('%s', async (_, status, body, message) => {
    const { model, asked } = await modelAt(() => ({ status, body }))
    await expect(model.fill(request)).rejects.toMatchObject({
      code: 'model_refused',
      retryable: false,
      outage: false,
      message: expect.stringMatching(message),
    })
    await expect(model.fill(request)).rejects.not.toThrow(/sk-abcdef/)
    expect(asked()).toHaveLength(2)
  })
})

it('T02: an endpoint that is away is not asked by each request', async () => {
  const { model, asked } = await modelAt(() => ({ status: 503 }), { concurrency: 1 })
  const failures = await Promise.allSettled(Array.from({ length: 8 }, () => model.fill(request)))
  expect(failures.map((one) => one.status === 'rejected' && one.reason.outage)).toEqual(Array(8).fill(true))
  expect(asked()).toHaveLength(1)
})

it('an answer about thoughts is left as it is', () => {
  const json = JSON.stringify({ lead: 'Models write <think>so</think> here.' })
  expect(withoutThinking(json)).toBe(json)
})
