import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Extract } from './extractors.ts'
import type { TruePage } from './page-sets.ts'

export interface Asked {
  file: string
  url: string
}

export interface Answer extends Extract {
  /** What it threw. */
  failed: string | null
  cpuMs: number
  /** Of the process, so far. */
  peakMegabytes: number
}

export const systems = ['ours', 'readability', 'defuddle', 'trafilatura'] as const
export type System = (typeof systems)[number]

/** Whether the system can run here; only trafilatura has to be installed apart. */
export const isInstalled = (system: System): boolean =>
  system !== 'trafilatura' || spawnSync('python3', ['-c', 'import trafilatura']).status === 0

/** Reads all pages in one process of the system's own, so that time and memory are its own. */
export async function runSystem(system: System, pages: readonly TruePage[]): Promise<Answer[]> {
  const [program, script] =
    system === 'trafilatura' ? ['python3', 'answer-pages.py'] : [process.execPath, 'answer-pages.ts']
  const child = spawn(program, [join(import.meta.dirname, script), system], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  // Of a child that ended early the exit tells.
  child.stdin.on('error', () => {})
  const asked = pages.map(({ file, url }): string => JSON.stringify({ file, url } satisfies Asked))
  child.stdin.end(`${asked.join('\n')}\n`)
  const answers = (await text(child.stdout)).split('\n').filter((line) => line !== '')
  const [code] = (await closed) as [number | null]
  if (code !== 0 || answers.length !== pages.length)
    throw new Error(`${system} ended with ${code} after ${answers.length} of ${pages.length} pages`)
  return answers.map((line) => JSON.parse(line) as Answer)
}
