import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessorContract, Runner } from '@async-events/core'

const packages = new URL('../../packages/', import.meta.url)
const load = (path: string) => import(new URL(path, packages).href)
const { runScrape: real } = (await load('processors/src/scrape/run.ts?real')) as {
  runScrape: Runner<ProcessorContract>
}

/** Of this process alone, so that one of two workers may be the one that misbehaves. */
const { MISBEHAVES } = process.env

/** What a page's address asks for: to kill the worker, to block it, to wait without hearing a stop, to run a child. */
export const runScrape: Runner<ProcessorContract> = async (ctx) => {
  const { pathname, searchParams } = new URL(String(ctx.params.url))
  const kind = pathname.split('/')[1]
  if (kind === 'kill') process.kill(process.pid, 'SIGKILL')
  if (kind === 'block' && MISBEHAVES) {
    const outcome = await real(ctx)
    // Blocks the event loop without work for the processor.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(MISBEHAVES))
    return outcome
  }
  if (kind === 'gate' && MISBEHAVES) {
    const outcome = await real(ctx)
    while (!existsSync(MISBEHAVES)) await sleep(50)
    return outcome
  }
  if (kind === 'child') {
    const { runTool } = (await load('sandbox/src/index.ts')) as {
      runTool(...args: unknown[]): Promise<unknown>
    }
    const seconds = searchParams.get('seconds') ?? '600'
    const args = ['-nostdin', '-re', '-f', 'lavfi', '-i', `anullsrc=d=${seconds}`, '-f', 'null', '-']
    await runTool(ctx, {
      tool: 'ffmpeg',
      args,
      wallMs: 600_000,
      cpuSeconds: 120,
      residentBytes: 2 * 1024 ** 3,
      fileBytes: 2 * 1024 ** 3,
      failAs: 'invalid_media',
    })
  }
  return real(ctx)
}
