import type { JobWarning } from '../domain/job/job.ts'

/** A field of a template that the engine fills. */
export interface TextField {
  name: string
  instruction: string
}

export interface TextModelRequest {
  fields: TextField[]
  /** The template's system prompt. */
  systemPrompt: string
  /** What the answer may draw on: data, never instructions. */
  source: {
    title: string
    /** Markdown. */
    text: string
    /** Plain facts such as speakers, track, day. */
    facts: Record<string, string>
  }
  sourceLanguage: string
  targetLanguage: string
  signal: AbortSignal
  onProgress?: (fraction: number) => void
}

export interface TextModelAnswer {
  /** One Markdown text a requested field; a field without an answer is an empty string. */
  values: Record<string, string>
  /** The language that the values are actually in. */
  language: string
  warnings: Omit<JobWarning, 'step'>[]
  usage: { input_tokens: number; output_tokens: number } | null
}

/** Port of the engines that fill template fields. Errors: `model_output_invalid, model_unavailable, model_refused, timeout`. */
export interface TextModel {
  /** Name for results and the document, such as `extractive` or `openai:mistral-small`. */
  readonly name: string
  fill(request: TextModelRequest): Promise<TextModelAnswer>
}
