import { AppError } from '@async-events/core'
import type { z } from 'zod'
import type { VideoContext } from './found-media.ts'

/** JSON of a site's API. Throws what `ctx.fetch` throws, and `bad_response` for an unexpected shape. */
export async function fetchJson<S extends z.ZodType>(
  ctx: VideoContext,
  url: string,
  schema: S,
): Promise<z.output<S>> {
  const { body } = await ctx.fetch({
    url,
    signal: ctx.signal,
    maxBytes: 8 * 1024 ** 2,
    timeoutMs: 30_000,
    accept: 'application/json',
  })
  try {
    return schema.parse(JSON.parse(body.toString('utf8')))
  } catch (cause) {
    throw new AppError('bad_response', 'The site answered in an unknown format', { cause })
  }
}

/** For optional requests; only the abort of the step is thrown. */
export async function unlessRefused<T>(
  ctx: VideoContext,
  what: string,
  asked: Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await asked
  } catch (thrown) {
    ctx.signal.throwIfAborted()
    if (!(thrown instanceof AppError)) throw thrown
    ctx.log.info({ code: thrown.code }, `${what}: ${thrown.message}`)
    return otherwise
  }
}
