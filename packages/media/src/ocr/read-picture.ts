import { pageTitle, type SizeAccuracy } from '../pdf/page-title.ts'
import { runTool, type ToolContext } from '../tool/run-tool.ts'
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

/** Text of a picture by Tesseract. Throws `tool_missing, resource_limit`, and `unexpected` where it fails. */
export async function readPicture(
  ctx: ToolContext,
  { file, pack }: ReadPictureOptions,
): Promise<PictureText> {
  const { stdout } = await runTool(ctx, {
    tool: 'tesseract',
    // Without a resolution it guesses one and says so; this is that of a page of 12 inches.
    args: [file, 'stdout', '-l', pack, '--dpi', '200', '-c', 'tessedit_create_tsv=1'],
    // Several threads of it take six times as long as one.
    env: { OMP_THREAD_LIMIT: '1' },
    wallMs: 120_000,
    cpuSeconds: 60,
    residentBytes: 768 * 1024 * 1024,
    outputBytes: 8 * 1024 * 1024,
    failAs: 'unexpected',
  })
  const { lines, height } = readTsv(stdout.toString())
  return { text: lines.map(({ text }) => text).join('\n'), title: pageTitle(lines, height, measured) }
}
