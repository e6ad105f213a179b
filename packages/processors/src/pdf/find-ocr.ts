import { AppError } from '@async-events/core'
import { findOcrLanguage, type OcrLanguage } from '@async-events/media/ocr'
import type { ToolContext } from '@async-events/sandbox'

/** How scanned pages can be read on this worker, or why not. */
export type Ocr = (OcrLanguage & { problem: null }) | { pack: null; problem: string }

export async function findOcr(ctx: ToolContext, language: string): Promise<Ocr> {
  if (ctx.findTool('tesseract') === null)
    return {
      pack: null,
      problem: 'Tesseract is not installed on this worker; install it with "apt-get install tesseract-ocr"',
    }
  try {
    return { ...(await findOcrLanguage(ctx, language)), problem: null }
  } catch (thrown) {
    ctx.signal.throwIfAborted()
    if (!(thrown instanceof AppError)) throw thrown
    // Slides whose text is text do not need it.
    const isMissing = thrown.code === 'tool_missing'
    return { pack: null, problem: isMissing ? thrown.message : 'Tesseract does not work on this worker' }
  }
}
