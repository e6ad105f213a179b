import { AppError } from '@async-events/core'
import type { Engine } from './engine.ts'
import type { Answer } from './post.ts'
import { retryAfterMs } from './retry-after.ts'
import { serverReason } from './server-reason.ts'

/** The error for a status other than 200. Overload and server errors are retryable, a refusal is not. */
export function failureOf(engine: Engine, answer: Answer): AppError {
  const { status, headers, text } = answer
  const cause = new Error(`HTTP ${status}: ${text.slice(0, 500)}`)
  const advice = refusalOf(engine, answer)
  if (advice !== null) return new AppError(engine.refused, advice, { cause })
  const said = saidBy(text)
  const busy = status === 429
  if (!busy && status < 500 && !passing.has(status) && !isRedirect(status)) {
    return new AppError(
      engine.refused,
      `The endpoint of the ${engine.what} refused the request (HTTP ${status})${said}`,
      { cause },
    )
  }
  const wait = retryAfterMs(headers['retry-after'] ?? null)
  const message = busy
    ? `The ${engine.what} is overloaded`
    : `The ${engine.what} is unavailable (HTTP ${status})${said}`
  return new AppError(engine.unavailable, message, {
    cause,
    outage: busy || away.has(status),
    ...(wait === null ? {} : { retryAfterMs: wait }),
  })
}

/** A refusal that only the operator can end, and what to do; null for others. */
function refusalOf({ what, settings }: Engine, { status, text }: Answer): string | null {
  // A used-up account answers 429 too, and no waiting helps.
  if (status === 402 || ([400, 403, 429].includes(status) && usedUp.test(text)))
    return `The account of the ${what} is used up (HTTP ${status}): check its credit and limits at the provider`
  if (status === 401 || (status === 400 && wrongKey.test(text)))
    return `The endpoint of the ${what} does not accept the API key (HTTP ${status}): check ${settings.key}`
  if (status === 403)
    return `The endpoint of the ${what} does not permit the request (HTTP 403): check ${settings.key} and its rights`
  if ([400, 404, 422].includes(status) && unknownModel.test(text))
    return `The endpoint does not know the ${what} (HTTP ${status})${saidBy(text)}. Check ${settings.model}`
  if (status === 404 || status === 405)
    return `The endpoint of the ${what} has no such path (HTTP ${status})${saidBy(text)}. Check ${settings.url} and ${settings.model}`
  return null
}

const saidBy = (text: string): string => {
  const reason = serverReason(text)
  return reason === null ? '' : `: ${reason.replace(/[.\s]+$/, '')}`
}

/** OpenAI, Anthropic, DeepSeek, OpenRouter. "Exceeded your quota" alone is also Gemini's limit of a minute. */
const usedUp =
  /insufficient[_ ](?:quota|balance|credits?|funds)|credit balance|out of credits|billing_hard_limit/i

const wrongKey =
  /(?:invalid|incorrect|missing|wrong|expired|not valid)[\w ,.'"]{0,20}api[ _-]?key|api[ _-]?key[\w ,.'"]{0,20}(?:invalid|incorrect|missing|not valid|expired)|authentication[ _]?error/i

/** Ollama, vLLM, OpenAI; LiteLLM and Mistral (HTTP 400); LM Studio. */
const unknownModel =
  /model_not_found|invalid_model|\bmodels?\b[^\n]{0,120}(?:not found|not exist|not loaded|not supported|is invalid)|(?:invalid|unknown|no such|no) models?\b/i

/**
 * Bad gateway, service unavailable (a server that starts or stops), gateway timeout; web server down, connection timed
 * out, origin unreachable (Cloudflare); overloaded (Anthropic).
 */
const away = new Set([502, 503, 504, 521, 522, 523, 529])

/** Request timeout, conflict (of locks), too early. */
const passing = new Set([408, 409, 425])

/** Usually a sign-in page or a proxy. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400
