import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError, type ErrorCode } from '@async-events/core'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import type { CopyOptions } from './copy-presentation.ts'

export type CopyAnswer = { links: number } | { failure: { code: ErrorCode; message: string } }

const mebibyte = 1024 * 1024

/** Runs `copyPresentation` in a child process under limits; throws its errors. */
export async function runOfficeChild(ctx: ToolContext, { file, copy }: CopyOptions): Promise<number> {
  const reads = await realpath(file)
  const writes = await realpath(dirname(copy))
  const request: CopyOptions = { file: reads, copy: join(writes, basename(copy)) }
  const { stdout } = await runTool(ctx, {
    tool: process.execPath,
    args: nodeChildArgs({
      script: new URL('office-child.ts', import.meta.url),
      request,
      reads,
      writes,
      heapBytes: 768 * mebibyte,
    }),
    wallMs: 120_000,
    cpuSeconds: 90,
    residentBytes: 1536 * mebibyte,
    // All entries, their names twice.
    fileBytes: 1152 * mebibyte,
    failAs: 'resource_limit',
  })
  const answer = JSON.parse(stdout.toString('utf8')) as CopyAnswer
  if ('links' in answer) return answer.links
  throw new AppError(answer.failure.code, answer.failure.message)
}
