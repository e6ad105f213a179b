import { join } from 'node:path'
import { runTool, type ToolContext } from '@async-events/sandbox'

/** Pixels: letters of a slide are legible then. */
const wide = 1_280

/** Writes a JPEG in a legible size into the work folder. Throws `invalid_media`, `resource_limit`, `tool_missing`. */
export async function enlargePicture(ctx: ToolContext, file: string, name: string): Promise<string> {
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -y -v error -nostats -protocol_whitelist file -f mjpeg -c:v mjpeg'.split(' '),
      ...['-max_pixels', String(wide * wide), '-i', `file:${file}`],
      ...['-vf', `scale=${wide}:-2:flags=lanczos`, '-frames:v', '1', '-q:v', '2', '-threads', '1'],
      ...['-f', 'image2', '-update', '1', `file:${name}`],
    ],
    wallMs: 60_000,
    cpuSeconds: 30,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 512 * 1024 ** 2,
    fileBytes: 16 * 1024 ** 2,
    failAs: 'invalid_media',
  })
  return join(ctx.workdir, name)
}
