import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { jpegSize } from '../av/jpeg-size.ts'
import type { PageBlock } from '../pdf/page-block.ts'
import { pageTitle, type SizeAccuracy } from '../pdf/page-title.ts'
import { blocksOfTsv } from './blocks-of-tsv.ts'
import { readTsv } from './read-tsv.ts'

export interface ReadPictureOptions {
  file: string
  /** Tesseract's language pack, such as `deu`. */
  pack: string
}

export interface PictureText {
  /** In reading order, one per line. */
  text: string
  /** Parts of what is clearly text. */
  blocks: PageBlock[]
  title: string | null
}

/** Word heights depend on their letters. */
const measured: SizeAccuracy = { near: 0.25, clearly: 1.4 }

/** Pages are rendered for OCR with a long side of 2400 pixels. */
const mostPixels = 2_400 * 2_400

/**
 * Runs OCR on a JPEG with Tesseract. Throws `tool_missing, resource_limit`, and `unexpected` where it fails or the
 * file is no JPEG: Tesseract reads a text file as a list of pictures (`ProcessPagesFileList` of its source).
 */
export async function readPicture(
  ctx: ToolContext,
  { file, pack }: ReadPictureOptions,
): Promise<PictureText> {
  await checkPicture(file)
  const { stdout } = await runTool(ctx, {
    tool: 'tesseract',
    // Without a resolution it guesses one; this is that of a page of 12 inches.
    args: [file, 'stdout', '-l', pack, '--dpi', '200', '-c', 'tessedit_create_tsv=1'],
    // With several threads it is six times slower.
    env: { OMP_THREAD_LIMIT: '1' },
    wallMs: 120_000,
    cpuSeconds: 60,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 768 * 1024 * 1024,
    // It only writes to stdout.
    fileBytes: 1024 * 1024,
    outputBytes: 8 * 1024 * 1024,
    failAs: 'unexpected',
  })
  const page = readTsv(stdout.toString())
  return {
    text: page.lines.map(({ text }) => text).join('\n'),
    blocks: blocksOfTsv(page),
    title: pageTitle(page.lines, page.height, measured),
  }
}

async function checkPicture(file: string): Promise<void> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0)
  const head = buffer.subarray(0, bytesRead)
  const size = head[0] === 0xff && head[1] === 0xd8 ? jpegSize(head) : null
  if (size === null)
    throw new AppError('unexpected', undefined, { cause: new Error('The picture is no JPEG') })
  if (size.width * size.height > mostPixels)
    throw new AppError('resource_limit', 'The picture is too large for OCR')
}
