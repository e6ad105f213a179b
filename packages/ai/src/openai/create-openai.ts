import {
  type Patience,
  sameLanguage,
  type TextModel,
  type TextModelAnswer,
  type TextModelRequest,
} from '@async-events/core'
import type { DetectLanguage } from '../checks/find-other-language.ts'
import { type ReviewedField, reviewFields } from '../checks/review-fields.ts'
import { sourceWordsOf } from '../checks/source-words.ts'
import type { CheckedAgainst } from '../checks/text-problem.ts'
import { fieldKind } from '../extractive/field-kind.ts'
import { offlineEngine } from '../extractive/offline-engine.ts'
import { answerWarnings } from './answer-warnings.ts'
import type { Review } from './ask-model.ts'
import { askWithinContext } from './ask-within-context.ts'
import { allChatWishes } from './chat-wishes.ts'
import { createGate } from './create-gate.ts'
import type { Endpoint } from './endpoint.ts'
import { gistFields } from './gist-fields.ts'
import { createPace } from './pace.ts'
import type { ChatEndpoint } from './post-chat.ts'
import { reviewGists } from './review-gists.ts'
import { translateSegments } from './translate-segments.ts'
import { createUsageMeter, type TokenPrice, type UsageMeter } from './usage-meter.ts'
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
  /**
   * What steps do while the endpoint is away; without it each of them asks until its attempts are spent. Without a
   * stand-in an answer of the wrong form is an error, too.
   */
  patience?: Omit<Patience, 'heldMs'>
}

/**
 * Any endpoint with OpenAI's `POST /v1/chat/completions` (OpenAI, Mistral, Ollama, vLLM, llama.cpp).
 * The operator names it, so it may be on a private address. What the model writes is checked: a text that cannot be read
 * or used is asked for once more, then quoted from the source, and sentences without support in the source are dropped. What the
 * endpoint refuses, and what its context holds, is found once.
 */
export function createOpenAi(options: OpenAiOptions): TextModel {
  const { timeoutMs, concurrency = 8, maxTokens = null, patience } = options
  const gate = createGate(pausesWithin(patience?.ms ?? Number.POSITIVE_INFINITY))
  const pace = createPace({ concurrency, timeoutMs })
  const wishes = allChatWishes(maxTokens !== null)
  const size = { sourceChars: options.maxInputChars }
  const endpointOf = (meter: UsageMeter, trace: TextModelRequest['trace']): ChatEndpoint => ({
    ...options,
    trace,
    maxTokens,
    wishes,
    gate,
    pace,
    meter,
    slow: concurrency === 1,
    hasStandIn: patience?.standIn !== null,
  })
  return {
    name: `openai:${options.model}`,
    ...(patience && { patience: { ...patience, heldMs: gate.heldMs } }),
    async fill(request) {
      request.signal.throwIfAborted()
      if (request.fields.length === 0) return { ...noAnswer, language: request.targetLanguage }
      const against = checkedAgainst(request, options)
      const review: Review = async (values) => {
        const found = await reviewFields(request.fields, values, against, request)
        return new Map([...of(found, 'fault'), ...of(found, 'problem')])
      }
      const meter = createUsageMeter(options.price ?? null)
      const gists = gistFields(request)
      const { values, unread, cut, notes } = await askWithinContext(
        endpointOf(meter, request.trace),
        size,
        request,
        gists,
        review,
      )
      const reviewed = withUnread(await reviewFields(request.fields, values, against, request), unread)
      const { gists: told, ...gistFaults } = await reviewGists(gists, values, unread, against, request)
      const unusable = of(reviewed, 'problem')
      const offline = await quoteInstead(request, unusable, told.includes(null))
      request.onProgress?.(1)
      const isOwn = unusable.size === 0 || told.some((gist) => gist !== null) || holdsProse(request, reviewed)
      const isTranslated = !sameLanguage(request.sourceLanguage, request.targetLanguage)
      return {
        values: { ...valuesOf(reviewed), ...offline.values },
        evidence: { ...evidenceOf(reviewed), ...offline.evidence },
        gists: told.map((gist, at) => gist ?? (isTranslated ? null : (offline.gists[at] ?? null))),
        // What is quoted stays in its own language.
        language: isOwn ? request.targetLanguage : request.sourceLanguage,
        ...(unusable.size > 0 && { quoted: [...unusable.keys()] }),
        ...(told.length > 0 && told.every((gist) => gist === null) && { quotedGists: true as const }),
        warnings: answerWarnings({ cut, notes, reviewed, gists: gistFaults, offline: offline.values }),
        usage: meter.total(),
      }
    },
    async translate(request) {
      const meter = createUsageMeter(options.price ?? null)
      const segments = await translateSegments(
        endpointOf(meter, request.trace),
        request,
        options.detectLanguage ?? null,
      )
      return { segments, usage: meter.total() }
    },
  }
}

/** Who is patient for a minute wants to be asked for more often than every five. */
const pausesWithin = (patienceMs: number) => {
  const longestPauseMs = Math.min(3_600_000, Math.max(500, patienceMs / 8))
  return { firstPauseMs: Math.min(5_000, longestPauseMs), longestPauseMs }
}

const checkedAgainst = (request: TextModelRequest, options: OpenAiOptions): CheckedAgainst => ({
  sources: sourceWordsOf(request),
  sourceChars: request.source.text.length,
  languages: { source: request.sourceLanguage, target: request.targetLanguage },
  prompts: [request.systemPrompt, rules, ...request.fields.map(({ instruction }) => instruction)],
  detect: options.detectLanguage ?? null,
})

/** A text that could not be read is of no more use than one that should not be. */
const withUnread = (
  reviewed: ReadonlyMap<string, ReviewedField>,
  unread: ReadonlyMap<string, string>,
): Map<string, ReviewedField> =>
  new Map(
    [...reviewed].map(([name, field]) => [name, { ...field, problem: unread.get(name) ?? field.problem }]),
  )

/** What is wrong with the texts, by field. */
const of = (reviewed: ReadonlyMap<string, ReviewedField>, what: 'problem' | 'fault'): Map<string, string> =>
  new Map(
    [...reviewed].flatMap(([name, field]) => {
      const found = field[what]
      return found === null ? [] : [[name, found]]
    }),
  )

const valuesOf = (reviewed: ReadonlyMap<string, ReviewedField>): Record<string, string> =>
  Object.fromEntries([...reviewed].map(([name, { value }]) => [name, value]))

const evidenceOf = (reviewed: ReadonlyMap<string, ReviewedField>): TextModelAnswer['evidence'] =>
  Object.fromEntries(
    [...reviewed].flatMap(([name, { statements }]) => (statements.length > 0 ? [[name, statements]] : [])),
  )

/** Whether a text of sentences is left of what the model wrote. */
const holdsProse = ({ fields }: TextModelRequest, reviewed: ReadonlyMap<string, ReviewedField>): boolean =>
  fields.some((field) => {
    const own = reviewed.get(field.name)
    return fieldKind(field) !== 'keywords' && own !== undefined && own.problem === null && own.value !== ''
  })

/** The offline engine's text for these fields, and its gists where some are wanted. */
async function quoteInstead(
  request: TextModelRequest,
  unusable: ReadonlyMap<string, string>,
  wantsGists: boolean,
): Promise<Pick<TextModelAnswer, 'values' | 'evidence' | 'gists'>> {
  if (unusable.size === 0 && !wantsGists) return noAnswer
  const fields = request.fields.filter(({ name }) => unusable.has(name))
  const { onProgress: _, ...rest } = request
  return offlineEngine.fill({ ...rest, fields })
}

const noAnswer: Omit<TextModelAnswer, 'language'> = {
  values: {},
  evidence: {},
  gists: [],
  warnings: [],
  usage: null,
}
