import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool, type ToolContext } from '@async-events/sandbox'
import type { SubtitleStream } from './media-probe.ts'
import { openFile } from './open-file.ts'

const maxBytes = 16 * 1024 ** 2

/** Each subtitle stream as WebVTT, written by ffmpeg; empty ones are left out. */
export async function extractSubtitles(
  ctx: ToolContext,
  media: string,
  streams: readonly SubtitleStream[],
): Promise<{ stream: SubtitleStream; text: string }[]> {
  if (streams.length === 0) return []
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -vn -an -dn'.split(' '),
      ...openFile(media),
      ...streams.flatMap(({ index }) => [
        ...['-map', `0:${index}`, '-c:s', 'webvtt', '-f', 'webvtt'],
        `file:subtitles-${index}.vtt`,
      ]),
    ],
    wallMs: 10 * 60_000,
    cpuSeconds: 300,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 1024 ** 3,
    fileBytes: maxBytes,
    failAs: 'invalid_media',
  })
  const texts: { stream: SubtitleStream; text: string }[] = []
  for (const stream of streams) {
    const text = await readFile(join(ctx.workdir, `subtitles-${stream.index}.vtt`), 'utf8')
    if (text.includes('-->')) texts.push({ stream, text })
  }
  return texts
}
