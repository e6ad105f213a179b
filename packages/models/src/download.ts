import { AppError, toAppError } from '@async-events/core'
import type { PublishedModel } from './catalogue.ts'
import type { GetModelOptions } from './get-options.ts'
import { connectionError, openSource, type Source } from './open-source.ts'
import type { PartFile } from './part-file.ts'

/** A server that sends nothing for so long is given up. */
const idleMs = 30_000
/** Failures in a row, without a byte in between. */
const mostFailures = 5

/** Fills the part up to the model's size. Goes on after interruptions while each try brings something. */
export async function download(
  part: PartFile,
  model: PublishedModel,
  { from, signal, report, wait }: Required<GetModelOptions>,
): Promise<void> {
  const url = urlOf(from, model)
  for (let failures = 0; ; ) {
    const before = await part.bytes()
    if (before === model.bytes) return
    try {
      await readOnce(url, part, model, signal, report)
      if ((await part.bytes()) < model.bytes)
        throw new AppError('source_unavailable', `${url.host} stopped early.`)
    } catch (thrown) {
      signal.throwIfAborted()
      const error = thrown instanceof AppError ? thrown : (ofStream(thrown, url) ?? thrown)
      failures = (await part.bytes()) > before ? 1 : failures + 1
      if (!(error instanceof AppError) || !error.retryable || failures > mostFailures) throw error
      const ms = error.retryAfterMs ?? 2 ** (failures - 1) * 1000
      report({ type: 'retry', reason: toAppError(error).message, seconds: Math.ceil(ms / 1000) })
      await wait(ms, signal)
    }
  }
}

/** A base URL with or without a slash at its end, and with its query where it has one. */
export function urlOf(base: string, { file }: PublishedModel): URL {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${file}`
  return url
}

async function readOnce(
  url: URL,
  part: PartFile,
  model: PublishedModel,
  signal: AbortSignal,
  report: GetModelOptions['report'],
): Promise<void> {
  const idle = new AbortController()
  const stop = (): void => idle.abort(new AppError('timeout', `${url.host} sends nothing.`))
  let timer = setTimeout(stop, idleMs)
  const onBytes = (bytes: number): void => {
    clearTimeout(timer)
    timer = setTimeout(stop, idleMs)
    report({ type: 'progress', bytes, total: model.bytes })
  }
  try {
    const begun = await part.bytes()
    const source = await openSource({
      url,
      from: begun,
      etag: begun > 0 ? await part.etag() : null,
      signal: AbortSignal.any([signal, idle.signal]),
    })
    await refuseOtherFile(source, url, model)
    await part.write(source, model.bytes, onBytes)
  } catch (error) {
    signal.throwIfAborted()
    idle.signal.throwIfAborted()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Known before the first byte where the server tells the length: mostly the page of a login or of an error. */
async function refuseOtherFile({ bytes, body }: Source, url: URL, model: PublishedModel): Promise<void> {
  if (bytes === null || bytes === model.bytes) return
  await body[Symbol.asyncIterator]().return?.()
  throw new AppError(
    'bad_response',
    `${url.origin === 'null' ? url.pathname : url.origin} has a file of ${bytes} bytes instead of ${model.bytes} as ${model.file}: it is another file, or the page of a login.`,
    { retryable: false },
  )
}

/** The failure of a body on its way; null for others, such as a full disk. */
function ofStream(error: unknown, url: URL): AppError | null {
  if (error instanceof RangeError)
    return new AppError('bad_response', `${url.host} sends more than it should.`, { retryable: false })
  const isOfFile = error instanceof Error && 'syscall' in error && error.syscall !== 'read'
  return isOfFile ? null : connectionError(error, url)
}
