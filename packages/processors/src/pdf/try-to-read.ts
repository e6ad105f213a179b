import { AppError } from '@async-events/core'
import { type PictureText, readPicture } from '@async-events/media/ocr'
import type { ToolContext } from '@async-events/sandbox'

/** Null where it fails for this picture; what would fail for every picture is thrown. */
export async function tryToRead(ctx: ToolContext, file: string, pack: string): Promise<PictureText | null> {
  try {
    return await readPicture(ctx, { file, pack })
  } catch (thrown) {
    ctx.signal.throwIfAborted()
    const isOfPicture =
      thrown instanceof AppError && (thrown.code === 'resource_limit' || thrown.code === 'unexpected')
    if (isOfPicture) return null
    throw thrown
  }
}
