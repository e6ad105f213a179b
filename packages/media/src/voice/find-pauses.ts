import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import type { Span } from '../cut/find-silences.ts'
import { writeSamples } from '../speech/write-samples.ts'
import { spansBetween } from './spans-between.ts'
import { stepSamples } from './voice-network.ts'
import { voicePauses } from './voice-pauses.ts'

export interface Pauses {
  /** Stretches of at least 0.3 seconds in which no one speaks: silence, music, noise, applause. In order, in seconds. */
  pauses: Span[]
  /** Seconds. */
  duration: number
}

const script = new URL('voice-child.ts', import.meta.url)
const samplesPerSecond = 16_000

/** Finds where no one speaks in a recording. Throws `invalid_media`, `resource_limit`, `tool_missing`. */
export async function findPauses(ctx: ToolContext, file: string): Promise<Pauses> {
  const samples = join(ctx.workdir, 'voice.raw')
  try {
    await writeSamples(ctx, file, 'voice.raw')
    return await findPausesOfSamples(ctx, samples)
  } finally {
    await rm(samples, { force: true })
  }
}

/** Where someone speaks: what is left without pauses of two seconds and longer, with margins. Throws as `findPauses`. */
export async function findVoice(ctx: ToolContext, file: string): Promise<Span[]> {
  const { pauses, duration } = await findPauses(ctx, file)
  return spansBetween(pauses, duration)
}

/** The same for raw samples: 16 kHz mono, signed 16 bit, little-endian; a real path. */
export async function findPausesOfSamples(ctx: ToolContext, samples: string): Promise<Pauses> {
  const likely: number[] = []
  await runTool(ctx, {
    tool: process.execPath,
    args: nodeChildArgs({ script, request: samples, reads: samples, heapBytes: 64 * 1024 ** 2 }),
    wallMs: 60 * 60_000,
    cpuSeconds: 3_600,
    residentBytes: 256 * 1024 ** 2,
    fileBytes: 0,
    onLine: (line) => {
      for (const number of line.split(' ')) likely.push(Number(number))
    },
    failAs: 'unexpected',
  })
  const duration = (await stat(samples)).size / 2 / samplesPerSecond
  return { pauses: voicePauses(likely, stepSamples / samplesPerSecond, duration), duration }
}
