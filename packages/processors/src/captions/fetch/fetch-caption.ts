import { AppError, type StepContext } from '@async-events/core'
import type { Caption } from '../../video/contract.ts'
import { type CaptionFacts, storeCaption } from './store-caption.ts'

/** Captions that a page or site names. */
export interface CaptionSource extends CaptionFacts {
  url: string
}

const maxBytes = 5 * 1024 ** 2

/** Null for captions that are unavailable or unreadable; only the abort of the step is thrown. */
export async function fetchCaption(
  ctx: Pick<StepContext, 'fetch' | 'signal' | 'log' | 'artifacts'>,
  source: CaptionSource,
  timeoutMs = 20_000,
): Promise<Caption | null> {
  try {
    const { body } = await ctx.fetch({
      url: source.url,
      signal: ctx.signal,
      maxBytes,
      timeoutMs,
      accept: 'text/vtt,application/x-subrip,text/plain;q=0.5',
    })
    return await storeCaption(ctx, body, source)
  } catch (thrown) {
    ctx.signal.throwIfAborted()
    if (!(thrown instanceof AppError) || thrown.code === 'storage_full') throw thrown
    ctx.log.info({ code: thrown.code }, `captions: ${thrown.message}`)
    return null
  }
}
