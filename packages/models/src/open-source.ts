import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AppError, type ErrorCode } from '@async-events/core'

export interface SourceRequest {
  /** http, https or file; may hold a user and a password. */
  url: URL
  /** The first byte that is wanted. */
  from: number
  /** Of the bytes before `from`: another file is sent whole. */
  etag: string | null
  signal: AbortSignal
}

export interface Source {
  /** Where the bytes begin: `from`, or 0 when the whole file is sent. */
  from: number
  /** Length of the whole file; null when it is not told. */
  bytes: number | null
  /** Strong ones only. */
  etag: string | null
  body: AsyncIterable<Uint8Array>
}

/** Opens a file at a server or in a folder. Errors: those of `fetchErrors`. */
export const openSource = (request: SourceRequest): Promise<Source> =>
  request.url.protocol === 'file:' ? openFile(request) : openUrl(request)

async function openFile({ url, from, signal }: SourceRequest): Promise<Source> {
  const path = fileURLToPath(url)
  const about = await stat(path).catch(() => null)
  if (about === null || !about.isFile()) throw new AppError('source_not_found', `There is no file ${path}.`)
  return { from, bytes: about.size, etag: null, body: readFrom(path, from, signal) }
}

/** Opened by its reader: the error of a stream without one would end the process. */
async function* readFrom(path: string, start: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { start, signal })
}

async function openUrl({ url, from, etag, signal }: SourceRequest): Promise<Source> {
  const headers = new Headers({ 'accept-encoding': 'identity', 'user-agent': 'async-events models' })
  if (from > 0) headers.set('range', `bytes=${from}-`)
  if (from > 0 && etag !== null) headers.set('if-range', etag)
  // fetch refuses URLs with a password
  const bare = new URL(url)
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  ;[bare.username, bare.password] = ['', '']
  if (user !== '')
    headers.set('authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`)

  const answer = await fetch(bare, { headers, signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw connectionError(error, bare)
  })
  if (!answer.ok || answer.body === null) {
    await answer.body?.cancel()
    throw answerError(answer, bare)
  }
  const strong = answer.headers.get('etag')
  return {
    ...extent(answer, from),
    etag: strong === null || strong.startsWith('W/') ? null : strong,
    body: answer.body,
  }
}

function extent({ status, headers }: Response, from: number): Pick<Source, 'from' | 'bytes'> {
  if (status !== 206) return { from: 0, bytes: numberOf(headers.get('content-length') ?? '') }
  const [, start = '', total = ''] =
    /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? []
  if (numberOf(start) !== from)
    throw new AppError('bad_response', 'The server sent another part than asked for.')
  return { from, bytes: numberOf(total) }
}

const numberOf = (digits: string): number | null => (/^\d+$/.test(digits) ? Number(digits) : null)

function answerError({ status, headers }: Response, { origin, pathname }: URL): AppError {
  const seconds = numberOf(headers.get('retry-after') ?? '')
  const said = `${origin}${pathname} answered with ${status}`
  if (status === 404 || status === 410)
    return new AppError('source_not_found', `${said}: there is no such file.`)
  if (status === 416)
    return new AppError('bad_response', `${said}: it has a shorter file.`, { retryable: false })
  if (status === 429 || status >= 500)
    return new AppError('source_unavailable', `${said}.`, {
      retryable: true,
      ...(seconds === null ? {} : { retryAfterMs: Math.min(seconds, 600) * 1000 }),
    })
  return new AppError('source_unavailable', `${said}.`, { retryable: false })
}

/** What a connection failed with, by the code of its cause. */
export function connectionError(error: unknown, { host }: URL): AppError {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const known: [RegExp, ErrorCode, string][] = [
    [
      /^(ENOTFOUND|EAI_)/,
      'host_not_found',
      `The host ${host} was not found: is there a network? HTTPS_PROXY names a proxy, MODELS_URL a mirror`,
    ],
    [
      /CERT|SELF_SIGNED|TLS|SSL/,
      'tls_error',
      `The certificate of ${host} is not trusted: NODE_EXTRA_CA_CERTS names a file with that of your own authority`,
    ],
    [/TIMEOUT|ETIMEDOUT/, 'timeout', `${host} does not answer`],
  ]
  const [, is, said] = known.find(([pattern]) => pattern.test(code)) ?? [
    null,
    'source_unavailable' as const,
    `The connection to ${host} failed`,
  ]
  return new AppError(is, `${said}.${code === '' ? '' : ` (${code})`}`, {
    retryable: is === 'source_unavailable' || is === 'timeout',
    cause: error,
  })
}
