import type { Answer } from './post.ts'

/**
 * How servers say that a request is longer than the context of the model: OpenAI and llama-cpp-python; llama.cpp; vLLM;
 * Mistral; LM Studio; LiteLLM; Anthropic; Gemini; and tokens a minute that no waiting gives (OpenAI, Groq).
 */
const wordings = [
  /context_length_exceeded|exceed_context_size|ContextWindowExceeded/i,
  /maximum (?:context|model|input) length/i,
  /exceeds? (?:the )?(?:available |maximum |model'?s? )*(?:context|number of tokens)/i,
  /context (?:size|length|window)[^\n]{0,40}(?:exceed|too small|of only)/i,
  /(?:longer|larger) than the (?:maximum )?(?:model|context)/i,
  /too large for model/i,
  /prompt is too long|input is too long|too many (?:input )?tokens/i,
  /request too large/i,
]

/** Whether an answer says that the request is too long, so that a shorter one may be answered. */
export const exceedsContext = ({ status, text }: Pick<Answer, 'status' | 'text'>): boolean =>
  status === 413 || ([400, 422, 429, 500].includes(status) && wordings.some((wording) => wording.test(text)))

/** Thrown for a request that the model cannot hold; a shorter one is sent instead. */
export class ContextExceeded extends Error {
  constructor(cause: unknown) {
    super('the request is longer than the context of the model', { cause })
    this.name = 'ContextExceeded'
  }
}
