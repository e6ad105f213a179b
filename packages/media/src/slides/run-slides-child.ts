import { realpath } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import type { PlacedPages, PlaceMessage, PlaceProgress, PlaceRequest } from './place-messages.ts'
import type { GroupedScenes, SceneRequest } from './scene-messages.ts'

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
export const findShownPages = (
  ctx: ToolContext,
  request: PlaceRequest,
  onShare: (share: number) => void,
): Promise<PlacedPages> =>
  runChild<PlaceRequest, PlaceMessage>(ctx, new URL('place-child.ts', import.meta.url), request, onShare)

/**
 * Groups the pictures of a recording by the slides that they show, in a child process: `folder` holds `frame-0.jpg` …, and
 * gets `slide-0.jpg` … and, larger, `text-0.jpg` …. Throws as `findShownPages`.
 */
export const findScenes = (ctx: ToolContext, request: SceneRequest): Promise<GroupedScenes> =>
  runChild<SceneRequest, GroupedScenes>(ctx, new URL('scenes-child.ts', import.meta.url), request, () => {})

async function runChild<Request extends { folder: string }, Message extends { kind: string }>(
  ctx: ToolContext,
  script: URL,
  given: Request,
  onShare: (share: number) => void,
): Promise<Exclude<Message, PlaceProgress>> {
  const folder = await realpath(given.folder)
  const found: Exclude<Message, PlaceProgress>[] = []
  await runTool(ctx, {
    tool: process.execPath,
    args: nodeChildArgs({
      ...{ script, request: { ...given, folder } },
      ...{ reads: folder, writes: folder, heapBytes: placeLimits.residentBytes },
    }),
    wallMs: placeLimits.wallMs,
    cpuSeconds: placeLimits.cpuSeconds,
    residentBytes: placeLimits.residentBytes,
    fileBytes: 64 * 1024 * 1024,
    onLine(line) {
      const message = JSON.parse(line) as Message | PlaceProgress
      if (message.kind === 'progress') onShare((message as PlaceProgress).share)
      else found.push(message as Exclude<Message, PlaceProgress>)
    },
    failAs: 'unexpected',
  })
  const [answer] = found
  if (answer === undefined)
    throw new AppError('unexpected', undefined, { cause: new Error('The child gave no answer') })
  return answer
}
