import type { ToolContext } from '@async-events/sandbox'
import type { PdfDocument, PdfPage } from './pdf-messages.ts'
import { type PdfReaderOptions, startPdfReader } from './start-pdf-reader.ts'

export interface ReadPdfOptions extends PdfReaderOptions {
  /** Whether textless pages get a larger picture, for OCR. */
  scans: boolean
}

/** Reads a PDF that is there already, see `PdfReader.read`. */
export async function* readPdf(
  ctx: ToolContext,
  { scans, ...options }: ReadPdfOptions,
): AsyncGenerator<PdfDocument | PdfPage, void, undefined> {
  const reader = await startPdfReader(ctx, options)
  yield* reader.read({ scans })
}
