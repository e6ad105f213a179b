import { AppError } from '@async-events/core'
import { z } from 'zod'
import { parseJson } from './parse-json.ts'
import { withoutThinking } from './without-thinking.ts'

export interface Completion {
  content: string
  /** The answer reached the token limit. */
  cut: boolean
  /** The model, or a filter in front of it, refused to answer. */
  refused: boolean
  /** Tokens as the server counted them; null where it does not tell. */
  input: number | null
  output: number | null
}

/** Content as a text, or as parts (Mistral's reasoning models send their thoughts as a part of another type). */
const contentSchema = z.union([
  z.string(),
  z
    .array(z.object({ type: z.string().optional(), text: z.string().optional() }))
    .transform((parts) =>
      parts.map(({ type, text }) => (type === undefined || /text/.test(type) ? (text ?? '') : '')).join(''),
    ),
])

/** The part of a chat completion that we read (OpenAI API reference, "Create chat completion"). */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: contentSchema.nullish(),
          refusal: z.string().nullish(),
          // vLLM, LM Studio, DeepSeek, llama.cpp: thoughts; where the server takes all for thoughts, the answer too.
          reasoning_content: z.string().nullish().catch(null),
          reasoning: z.string().nullish().catch(null),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() })
    .nullish()
    .catch(null),
})

/** OpenAI; Mistral's context; Anthropic and Gemini behind proxies. */
const cutOff = /^(?:length|model_length|max_(?:output_)?tokens)$/i

/** OpenAI and Azure; Gemini (`content_filter: SAFETY`); Anthropic. */
const filtered = /^(?:content_filter|safety|recitation|prohibited_content|refusal)/i

/** Reads the body of an answer with status 200. Errors: `model_output_invalid`. */
export function readCompletion(text: string): Completion {
  const read = completionSchema.safeParse(parseJson(text))
  const choice = read.data?.choices[0]
  if (!read.success || !choice) throw new AppError('model_output_invalid', noCompletion(text))
  const { message, finish_reason: finish } = choice
  const content = withoutThinking(message.content ?? '')
  const thoughts = message.reasoning_content ?? message.reasoning ?? ''
  const { usage } = read.data
  return {
    content: content.trim() === '' ? withoutThinking(thoughts) : content,
    cut: cutOff.test(finish ?? ''),
    refused: Boolean(message.refusal) || filtered.test(finish ?? ''),
    input: usage?.prompt_tokens ?? null,
    output: usage?.completion_tokens ?? null,
  }
}

const noCompletion = (text: string): string =>
  /^\s*<(?:!doctype|html|head|\?xml)/i.test(text)
    ? 'The text model endpoint sent a web page instead of a chat completion: check OPENAI_BASE_URL, and proxies in between'
    : 'The text model endpoint sent no chat completion'
