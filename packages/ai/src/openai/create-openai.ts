import type { GlossaryTerm, Patience, TextModel, TextModelAnswer, TextModelRequest } from '@async-events/core'
import type { DetectLanguage } from '../checks/find-other-language.ts'
import { type ReviewedField, reviewFields } from '../checks/review-fields.ts'
import { sourceWordsOf } from '../checks/source-words.ts'
import type { CheckedAgainst } from '../checks/text-problem.ts'
import { createExtractive } from '../extractive/create-extractive.ts'
import type { Review } from './ask-model.ts'
import { askWithinContext } from './ask-within-context.ts'
import { allChatWishes } from './chat-wishes.ts'
import { createGate } from './create-gate.ts'
import type { Endpoint } from './endpoint.ts'
import { createPace } from './pace.ts'
import { createUsageMeter, type TokenPrice } from './usage-meter.ts'
import { rules } from './write-prompt.ts'

export interface OpenAiOptions extends Endpoint {
  /** Characters of a source that one request holds; a longer source is read in parts. */
  maxInputChars: number
  /** For checking the language of what the model writes; without it only that of texts with known function words is checked. */
  detectLanguage?: DetectLanguage
  /** Bound of an answer in tokens; by default the server's own. */
  maxTokens?: number | undefined
  /** Requests at a time, of all steps that use this model; 8 by default. */
  concurrency?: number
  price?: TokenPrice | undefined
  /** What steps do while the endpoint is away; without it each of them asks until its attempts are spent. */
  patience?: Omit<Patience, 'heldMs'>
}

/**
 * Any endpoint with OpenAI's `POST /v1/chat/completions` (OpenAI, Mistral, Ollama, vLLM, llama.cpp).
 * The operator names it, so it may be on a private address. What the model writes is checked: a text that cannot be used
 * is asked for once more, then quoted from the source. What the endpoint refuses, and what its context holds, is found once.
 */
export function createOpenAi(options: OpenAiOptions): TextModel {
  const { timeoutMs, concurrency = 8, maxTokens = null, patience } = options
  const gate = createGate()
  const pace = createPace({ concurrency, timeoutMs })
  const wishes = allChatWishes(maxTokens !== null)
  const size = { sourceChars: options.maxInputChars }
  return {
    name: `openai:${options.model}`,
    ...(patience && { patience: { ...patience, heldMs: gate.heldMs } }),
    async fill(request) {
      request.signal.throwIfAborted()
      if (request.fields.length === 0) return answerOf(request, {})
      const against = checkedAgainst(request, options)
      const review: Review = async (values) => {
        const found = await reviewFields(request.fields, values, against)
        return new Map([...faultsOf(found), ...problemsOf(found)])
      }
      const meter = createUsageMeter(options.price ?? null)
      const endpoint = { ...options, maxTokens, wishes, gate, pace, meter }
      const { values, cut } = await askWithinContext(endpoint, size, request, review)
      const reviewed = await reviewFields(request.fields, values, against)
      const unusable = problemsOf(reviewed)
      const offline = await quoteInstead(request, unusable)
      request.onProgress?.(1)
      const written = Object.fromEntries([...reviewed].map(([name, { value }]) => [name, value]))
      return {
        ...answerOf(request, { ...written, ...offline.values }),
        ...(unusable.size > 0 && { quoted: [...unusable.keys()] }),
        evidence: offline.evidence,
        warnings: [
          ...(cut === null ? [] : [cutWarning(cut)]),
          ...[...faultsOf(reviewed)].map(([name, fault]) => glossaryWarning(name, fault)),
          ...[...unusable].map(([name, problem]) =>
            unusableWarning(name, problem, offline.values[name] ?? ''),
          ),
        ],
        usage: meter.total(),
      }
    },
  }
}

const checkedAgainst = (
  request: TextModelRequest,
  options: OpenAiOptions,
): CheckedAgainst & { glossary: readonly GlossaryTerm[] } => ({
  glossary: request.glossary ?? [],
  sources: sourceWordsOf(request),
  sourceChars: request.source.text.length,
  languages: { source: request.sourceLanguage, target: request.targetLanguage },
  prompts: [request.systemPrompt, rules, ...request.fields.map(({ instruction }) => instruction)],
  detect: options.detectLanguage ?? null,
})

const problemsOf = (reviewed: ReadonlyMap<string, ReviewedField>): Map<string, string> =>
  new Map([...reviewed].flatMap(([name, { problem }]) => (problem === null ? [] : [[name, problem]])))

const faultsOf = (reviewed: ReadonlyMap<string, ReviewedField>): Map<string, string> =>
  new Map([...reviewed].flatMap(([name, { fault }]) => (fault === null ? [] : [[name, fault]])))

/** The offline engine's text for these fields. */
async function quoteInstead(
  request: TextModelRequest,
  unusable: ReadonlyMap<string, string>,
): Promise<Pick<TextModelAnswer, 'values' | 'evidence'>> {
  if (unusable.size === 0) return { values: {}, evidence: {} }
  const fields = request.fields.filter(({ name }) => unusable.has(name))
  const { signal, onProgress: _, ...rest } = request
  return createExtractive().fill({ ...rest, signal, fields })
}

const answerOf = (request: TextModelRequest, values: Record<string, string>): TextModelAnswer => ({
  values,
  evidence: {},
  gists: [],
  language: request.targetLanguage,
  warnings: [],
  usage: null,
})

const cutWarning = (limit: number) => ({
  code: 'source_cut',
  message: `The source is longer than the ${limit} characters that the text model may get in parts; its middle was left out`,
})

const glossaryWarning = (field: string, fault: string) => ({
  code: 'glossary_not_followed',
  message: `What the text model wrote for "${field.slice(0, 100)}" ${fault}, also when asked again`,
})

const unusableWarning = (field: string, problem: string, instead: string) => ({
  code: 'model_text_unusable',
  message: `What the text model wrote for "${field.slice(0, 100)}" was not used, also when asked again: it ${problem}; ${instead === '' ? 'the field is empty' : 'sentences of the source stand there instead'}`,
})
