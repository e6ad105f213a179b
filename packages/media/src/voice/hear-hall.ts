import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import type { Span } from '../cut/find-silences.ts'
import { writeSamples } from '../speech/write-samples.ts'

/** What is heard in a hall. In order, in seconds of the recording. */
export interface HeardHall {
  /** Stretches in which someone speaks. Shorter breaks than 6 seconds may be left out. */
  voices: Span[]
  /** Noise as loud as speech that passes. */
  applause: Span[]
}

const script = new URL('hall-child.ts', import.meta.url)

/** Hears a part of a local audio file; only this part is decoded. Throws `invalid_media`, `resource_limit`, `tool_missing`. */
export async function hearHall(ctx: ToolContext, file: string, part: Span): Promise<HeardHall> {
  const samples = join(ctx.workdir, 'hall.raw')
  try {
    await writeSamples(ctx, file, 'hall.raw', part)
    const { stdout } = await runTool(ctx, {
      tool: process.execPath,
      args: nodeChildArgs({ script, request: samples, reads: samples, heapBytes: 128 * 1024 ** 2 }),
      wallMs: 60 * 60_000,
      cpuSeconds: 3_600,
      residentBytes: 384 * 1024 ** 2,
      fileBytes: 0,
      outputBytes: 8 * 1024 ** 2,
      failAs: 'unexpected',
    })
    const found: unknown = JSON.parse(stdout.toString())
    if (!isFound(found)) throw new AppError('unexpected')
    const ofRecording = (list: [number, number][]): Span[] =>
      list.map(([start, end]) => ({ start: part.start + start, end: part.start + end }))
    return { voices: ofRecording(found.voices), applause: ofRecording(found.applause) }
  } finally {
    await rm(samples, { force: true })
  }
}

const isFound = (value: unknown): value is { voices: [number, number][]; applause: [number, number][] } =>
  typeof value === 'object' && value !== null && 'voices' in value && 'applause' in value
