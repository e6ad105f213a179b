import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import { runTool, type ToolContext } from '@async-events/sandbox'
import { jpegSize } from '../av/jpeg-size.ts'
import { pageTitle, type SizeAccuracy } from '../pdf/page-title.ts'
import { readTsv } from './read-tsv.ts'

export interface ReadPictureOptions {
  file: string
  /** Language pack of Tesseract, such as `deu`. */
  pack: string
}

export interface PictureText {
  /** In reading order, a line a line of the picture. */
  text: string
  title: string | null
}

/** Heights of words differ with their letters. */
const measured: SizeAccuracy = { near: 0.25, clearly: 1.4 }

/** Pages are drawn for it with 2400 pixels on their long side. */
const mostPixels = 2_400 * 2_400

/**
 * Text of a JPEG by Tesseract. Throws `tool_missing, resource_limit`, and `unexpected` where it fails or the file is no
 * JPEG: Tesseract takes a text for a list of pictures to be opened (`ProcessPagesFileList` of its source).
 */
export async function readPicture(
  ctx: ToolContext,
  { file, pack }: ReadPictureOptions,
): Promise<PictureText> {
  await checkPicture(file)
  const { stdout } = await runTool(ctx, {
    tool: 'tesseract',
    // Without a resolution it guesses one and says so; this is that of a page of 12 inches.
    args: [file, 'stdout', '-l', pack, '--dpi', '200', '-c', 'tessedit_create_tsv=1'],
    // Several threads of it take six times as long as one.
    env: { OMP_THREAD_LIMIT: '1' },
    wallMs: 120_000,
    cpuSeconds: 60,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 768 * 1024 * 1024,
    // It writes to its output only.
    fileBytes: 1024 * 1024,
    outputBytes: 8 * 1024 * 1024,
    failAs: 'unexpected',
  })
  const { lines, height } = readTsv(stdout.toString())
  return { text: lines.map(({ text }) => text).join('\n'), title: pageTitle(lines, height, measured) }
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
