import { AppError, type TextModelRequest } from '@async-events/core'
import { numberPassages } from '../citations/number-passages.ts'
import { askModel, type Review } from './ask-model.ts'
import { ContextExceeded } from './exceeds-context.ts'
import { fitSource } from './fit-source.ts'
import { type GistField, groupGists } from './gist-fields.ts'
import type { ChatEndpoint } from './post-chat.ts'
import type { ReadAnswer } from './read-answer.ts'
import { type PartsAnswer, readInParts } from './read-in-parts.ts'
import { splitText } from './split-text.ts'

/** What the context of a model holds, as far as it is known. */
export interface ContextSize {
  /** Characters of a source in one request. */
  sourceChars: number
}

export interface FittedAnswer extends ReadAnswer {
  /** The limit that the source was cut to; null for a whole source. */
  cut: number | null
  /** Of a source that was read in parts. */
  notes?: PartsAnswer['notes']
}

/** Maximum parts of a source: beyond, its middle is left out, with a warning. */
const maxParts = 24

/** A model that holds less than this in addition to the template is of no use. */
const leastSourceChars = 500

/**
 * Asks about a source in as many parts as the model needs: where a request does not fit, in smaller ones, and so from
 * then on.
 */
export async function askWithinContext(
  endpoint: ChatEndpoint,
  size: ContextSize,
  request: TextModelRequest,
  gists: readonly GistField[],
  review: Review,
): Promise<FittedAnswer> {
  for (;;) {
    const { sourceChars } = size
    try {
      return await ask(endpoint, request, gists, sourceChars, review)
    } catch (thrown) {
      if (!(thrown instanceof ContextExceeded)) throw thrown
      const half = Math.floor(Math.min(sourceChars, request.source.text.length) / 2)
      if (half < leastSourceChars) throw tooSmall(thrown)
      size.sourceChars = Math.min(size.sourceChars, half)
    }
  }
}

async function ask(
  endpoint: ChatEndpoint,
  request: TextModelRequest,
  gists: readonly GistField[],
  sourceChars: number,
  review: Review,
): Promise<FittedAnswer> {
  // Parts are split at text boundaries and so may be shorter than the limit.
  const most = Math.floor(sourceChars * maxParts * 0.75)
  const numbered = numberPassages(request.source.text, request.source.passages)
  const source = fitSource(numbered, most)
  const parts = splitText(source.text, sourceChars)
  const cut = source.cut ? most : null
  const about = (text: string, fields: TextModelRequest['fields']): TextModelRequest => ({
    ...request,
    fields,
    source: { ...request.source, text },
  })
  if (parts.length <= 1) {
    const whole = about(parts[0] ?? '', [...request.fields, ...gists])
    return { ...(await askModel(endpoint, whole, { kind: 'whole' }, review)), cut }
  }
  let answer = await readInParts(endpoint, request, parts, sourceChars, review)
  for (const { text, fields } of groupGists(gists, request.source.passages, sourceChars)) {
    const told = await askModel(endpoint, about(text, fields), { kind: 'whole' })
    answer = {
      ...answer,
      values: { ...answer.values, ...told.values },
      unread: new Map([...answer.unread, ...told.unread]),
    }
  }
  return { ...answer, cut }
}

const tooSmall = (cause: ContextExceeded): AppError =>
  new AppError(
    'model_refused',
    'The context of the text model is too small for the template: start the server with a larger one (llama.cpp: --ctx-size, Ollama: OLLAMA_CONTEXT_LENGTH, vLLM: --max-model-len)',
    { cause },
  )
