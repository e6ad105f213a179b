import { runTool, type ToolContext } from '@async-events/sandbox'
import { openFile } from '../av/open-file.ts'
import { readProgress } from '../av/read-progress.ts'

/** Loudness of audio by window. */
export interface Levels {
  /** RMS of each window in dBFS; digital silence is -120. */
  levels: number[]
  windowSeconds: number
  /** Of the whole file, in seconds. */
  duration: number
}

const windowSeconds = 0.1
const sampleRate = 16_000
const digitalSilence = -120

/** Measures a local audio file in one pass. Throws `invalid_media`, `resource_limit`, `tool_missing`. */
export async function measureLevels(
  ctx: ToolContext,
  file: string,
  onSeconds: (seconds: number) => void = () => {},
): Promise<Levels> {
  const levels: number[] = []
  let duration = 0
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -v error -nostats -progress pipe:2 -vn -sn -dn'.split(' '),
      ...openFile(file),
      ...['-map', '0:a:0', '-ac', '1', '-ar', String(sampleRate)],
      ...['-af', levelFilter, '-threads', '1', '-f', 'null', '-'],
    ],
    wallMs: 30 * 60_000,
    cpuSeconds: 1_800,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 512 * 1024 ** 2,
    // It only writes to stdout.
    fileBytes: 1024 ** 2,
    onLine: (line) => {
      const level = /^lavfi\.astats\.Overall\.RMS_level=(.+)$/.exec(line)?.[1]
      if (level === undefined) return
      const decibels = Number(level)
      // The filter has `-inf` for silence.
      levels.push(Number.isFinite(decibels) ? Math.max(digitalSilence, decibels) : digitalSilence)
    },
    onMessage: (line) => {
      const seconds = readProgress(line)
      if (seconds === null) return
      duration = Math.max(duration, seconds)
      onSeconds(seconds)
    },
    failAs: 'invalid_media',
  })
  return { levels, windowSeconds, duration: Math.min(duration, levels.length * windowSeconds) }
}

const levelFilter = [
  `aresample=${sampleRate},asetnsamples=n=${windowSeconds * sampleRate}:p=0`,
  'astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level',
  'ametadata=mode=print:key=lavfi.astats.Overall.RMS_level:file=-',
].join(',')
