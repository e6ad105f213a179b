import { realpath } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import type { PlacedPages, PlaceMessage, PlaceRequest } from './place-messages.ts'

const script = new URL('place-child.ts', import.meta.url)

/** Limits of one recording with its slides. */
export const placeLimits = {
  /** More are not compared: so many of both take some minutes. */
  pages: 400,
  frames: 1_000,
  residentBytes: 768 * 1024 * 1024,
  cpuSeconds: 900,
  wallMs: 20 * 60_000,
} as const

/**
 * Finds the page that each picture of a recording shows, in a child process. `folder` holds `page-0.jpg` … and
 * `frame-0.jpg` …. Throws `resource_limit`, `unexpected`, and the signal's reason.
 */
export async function findShownPages(
  ctx: ToolContext,
  { folder, pages, frames }: PlaceRequest,
  onShare: (share: number) => void,
): Promise<PlacedPages> {
  const real = await realpath(folder)
  const request: PlaceRequest = { folder: real, pages, frames }
  const found: PlacedPages[] = []
  await runTool(ctx, {
    tool: process.execPath,
    args: nodeChildArgs({ script, request, reads: real, heapBytes: placeLimits.residentBytes }),
    wallMs: placeLimits.wallMs,
    cpuSeconds: placeLimits.cpuSeconds,
    residentBytes: placeLimits.residentBytes,
    // It writes to standard output only.
    fileBytes: 1024 * 1024,
    onLine(line) {
      const message = JSON.parse(line) as PlaceMessage
      if (message.kind === 'progress') onShare(message.share)
      else found.push(message)
    },
    failAs: 'unexpected',
  })
  const [placed] = found
  if (placed === undefined)
    throw new AppError('unexpected', undefined, { cause: new Error('The child gave no answer') })
  return placed
}
