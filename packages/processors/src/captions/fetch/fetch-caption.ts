import { AppError, type StepContext } from '@async-events/core'
import type { Caption } from '../../video/contract.ts'
import { type CaptionFacts, type StoreContext, storeCaption } from './store-caption.ts'

/** Captions that a page or site names. */
export interface CaptionSource extends CaptionFacts {
  url: string
}

const maxBytes = 5 * 1024 ** 2

/** Captions that a page or site names, stored; null where they are unavailable or unreadable. */
export async function fetchCaption(
  ctx: FetchContext,
  source: CaptionSource,
  timeoutMs?: number,
): Promise<Caption | null> {
  const found = await tryCaption(ctx, source, timeoutMs)
  if (!(found instanceof AppError)) return found
  ctx.log.info({ code: found.code }, `captions: ${found.message}`)
  return null
}

export type FetchContext = StoreContext & Pick<StepContext, 'fetch' | 'signal' | 'log'>

/** The captions, or why there are none; only the abort of the step and a full disk are thrown. */
export async function tryCaption(
  ctx: FetchContext,
  source: CaptionSource,
  timeoutMs = 20_000,
): Promise<Caption | AppError> {
  try {
    const { body } = await ctx.fetch({
      url: source.url,
      signal: ctx.signal,
      maxBytes,
      timeoutMs,
      accept: 'text/vtt,application/x-subrip,text/plain;q=0.5',
    })
    return (
      (await storeCaption(ctx, body, source)) ?? new AppError('bad_response', 'The file holds no captions')
    )
  } catch (thrown) {
    ctx.signal.throwIfAborted()
    if (!(thrown instanceof AppError) || thrown.code === 'storage_full') throw thrown
    return thrown
  }
}
