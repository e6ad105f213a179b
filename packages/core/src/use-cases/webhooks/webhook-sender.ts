import type { Clock } from '../../domain/clock.ts'
import { AppError, type ErrorCode, toAppError } from '../../domain/errors.ts'
import type { StoredWebhook } from '../../domain/job/job.ts'
import { type Trace, tracedLine, traceHeaders } from '../../domain/trace.ts'
import { type DeliveryAttempt, deliveryLimits } from '../../domain/webhook/delivery.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import { isReservedHeader } from '../../domain/webhook/webhook.ts'
import type { WebhookBody } from '../../domain/webhook/webhook-body.ts'
import { readWebhookSecret, signWebhook } from '../../domain/webhook/webhook-signature.ts'
import type { Posted, SafePost } from '../../ports/fetch.ts'
import type { Logger } from '../../ports/logger.ts'

export interface WebhookMessage {
  /** `webhook-id`: the same whenever it is sent. */
  id: string
  /** Made when it is sent: one that cannot be made is a failed try. */
  body(): WebhookBody
  trace?: Trace | null
  /** What it tells of, for the log. */
  about?: WebhookSubject
}

export interface WebhookSubject {
  event: string
  job_id?: string
  batch_id?: string
  run?: number
  request_id?: string
}

export interface SentWebhook {
  attempt: DeliveryAttempt
  /** What the receiver asked for with 429 or 503. */
  retryAfterMs: number | null
}

/** Tries once. Resolves whatever came of it; rejects only with the reason of `signal`. */
export type SendWebhook = (
  webhook: StoredWebhook,
  message: WebhookMessage,
  signal?: AbortSignal,
) => Promise<SentWebhook>

export interface WebhookSenderOptions {
  post: SafePost
  sealer: Sealer
  /** Keys for webhooks without a secret of their own: none, one, or two while they are exchanged. */
  keys: readonly Buffer[]
  clock: Clock
  log: Pick<Logger, 'warn'>
  timeoutMs?: number
}

export function createWebhookSender(options: WebhookSenderOptions): SendWebhook {
  const { post, sealer, keys, clock, log, timeoutMs = deliveryLimits.timeoutMs } = options

  return async (webhook, message, signal) => {
    const at = clock.now()
    const started = performance.now()
    let signed = false
    let secrets: string[] = []
    const shown = (text: string): string => printable(withoutSecrets(text, secrets))
    const ended = (answer: Posted | null, error: DeliveryAttempt['error']): SentWebhook => ({
      attempt: {
        at,
        status: answer?.status ?? null,
        duration_ms: Math.round(performance.now() - started),
        answer: answer && shown(answer.answer),
        error,
        signed,
      },
      retryAfterMs: answer?.status === 429 || answer?.status === 503 ? answer.retryAfterMs : null,
    })
    try {
      const { url, headers, own, told } = unseal(webhook, sealer)
      secrets = told
      const signing = own ?? keys
      const body = JSON.stringify(message.body())
      const timestamp = Math.floor(at.getTime() / 1000)
      signed = signing.length > 0
      const answer = await post({
        url,
        headers: {
          ...('traceparent' in headers ? {} : traceHeaders(message.trace)),
          ...headers,
          'content-type': 'application/json',
          'webhook-id': message.id,
          'webhook-timestamp': String(timestamp),
          ...(signed ? { 'webhook-signature': signWebhook(signing, message.id, timestamp, body) } : {}),
        },
        body,
        timeoutMs,
        ...(signal ? { signal } : {}),
      })
      return ended(answer, refusalOf(answer, shown))
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason
      const { code, message: text } = toAppError(thrown)
      if (ours.has(code)) {
        const line = { webhook_id: message.id, ...message.about, ...tracedLine(message.trace ?? null) }
        log.warn({ err: thrown, ...line }, 'a webhook could not be sent')
      }
      return ended(null, { code, message: wording[code] ?? text })
    }
  }
}

function unseal(
  webhook: StoredWebhook,
  sealer: Sealer,
): { url: string; headers: Record<string, string>; own: Buffer[] | null; told: string[] } {
  try {
    const key = webhook.secret && readWebhookSecret(sealer.open(webhook.secret))
    if (webhook.secret && !key) throw new TypeError('the stored secret is none of the right form')
    const stored = webhook.headers ? (JSON.parse(sealer.open(webhook.headers)) as Record<string, string>) : {}
    const headers = Object.entries(stored)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !isReservedHeader(name))
    const query = webhook.query ? sealer.open(webhook.query) : ''
    return {
      url: webhook.url + query,
      headers: Object.fromEntries(headers),
      own: key ? [key] : null,
      told: [...headers.map(([, value]) => value), ...new URLSearchParams(query).values(), query],
    }
  } catch (cause) {
    throw new AppError('secret_unreadable', undefined, { cause })
  }
}

function refusalOf({ status, location }: Posted, shown: (text: string) => string): DeliveryAttempt['error'] {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) {
    const where = location === null ? '' : ` to ${shown(location).slice(0, 200)}`
    return refusal('webhook_redirected', `The receiver redirects (${status})${where}; this is not followed`)
  }
  if (status === 410) return refusal('webhook_gone', 'The receiver answered 410: it wants no more of this')
  return refusal('webhook_refused', `The receiver answered ${status}`)
}

const refusal = (code: ErrorCode, message: string): DeliveryAttempt['error'] => ({ code, message })

/** Error titles describe sources; here the other side is a receiver. */
const wording: Partial<Record<ErrorCode, string>> = {
  timeout: 'The receiver did not answer in time',
  bad_response: 'The receiver broke off or answered nonsense',
  source_unavailable: 'The receiver cannot be reached',
  tls_error: 'The certificate of the receiver is not valid',
  unexpected: 'The try failed for an unexpected reason',
}

/** Not the receiver's doing: somebody here must look at it. */
const ours: ReadonlySet<ErrorCode> = new Set(['unexpected', 'secret_unreadable'])

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be shown
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

const printable = (answer: string): string =>
  answer.replace(controls, '\ufffd').slice(0, deliveryLimits.answer).toWellFormed()

/** Shorter ones are words that an answer may hold by chance. */
const secretLength = 6

/** Some receivers echo the request; readers of the job must not see the webhook's credentials. */
function withoutSecrets(answer: string, told: readonly string[]): string {
  const secrets = told.flatMap((value) => [value, value.replace(/^(Bearer|Basic|Token) +/i, '')])
  const forms = secrets.flatMap((value) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ])
  return [...new Set(forms)]
    .filter((value) => value.length >= secretLength)
    .sort((a, b) => b.length - a.length)
    .reduce((text, value) => text.replaceAll(value, '[redacted]'), answer)
}
