import { runTool, type ToolContext } from '@async-events/sandbox'
import { openFile } from '../av/open-file.ts'
import { readProgress } from '../av/read-progress.ts'
import { readSamples } from '../av/read-samples.ts'

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
/** Of ffmpeg's `astats`. */
const fullScale = 32_767

/** Measures a local audio file in one pass. Throws `invalid_media`, `resource_limit`, `tool_missing`. */
export async function measureLevels(
  ctx: ToolContext,
  file: string,
  onSeconds: (seconds: number) => void = () => {},
): Promise<Levels> {
  const meter = createMeter()
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -v error -nostats -progress pipe:2 -vn -sn -dn'.split(' '),
      ...openFile(file),
      ...['-map', '0:a:0', '-ac', '1', '-ar', String(sampleRate)],
      // Not flushed at each frame: every write and read of a pipe costs.
      ...['-threads', '1', '-c:a', 'pcm_s16le', '-flush_packets', '0', '-f', 's16le', 'pipe:1'],
    ],
    wallMs: 30 * 60_000,
    cpuSeconds: 1_800,
    addressSpaceBytes: 2 * 1024 ** 3,
    residentBytes: 512 * 1024 ** 2,
    // It only writes to stdout.
    fileBytes: 1024 ** 2,
    onBytes: meter.push,
    onMessage: (line) => {
      const seconds = readProgress(line)
      if (seconds !== null) onSeconds(seconds)
    },
    failAs: 'invalid_media',
  })
  return { ...meter.end(), windowSeconds }
}

/** Outside of ffmpeg, whose `astats` takes longer than decoding. */
function createMeter(): { push(bytes: Buffer): void; end(): Omit<Levels, 'windowSeconds'> } {
  const windowSamples = windowSeconds * sampleRate
  const levels: number[] = []
  let [squares, count, samples] = [0, 0, 0]
  const samplesOf = readSamples(1)

  const close = (): void => {
    levels.push(Math.max(digitalSilence, 10 * Math.log10(squares / count / fullScale ** 2)))
    samples += count
    squares = 0
    count = 0
  }

  return {
    push(bytes) {
      const values = samplesOf(bytes)
      for (let from = 0; from < values.length; ) {
        const to = Math.min(values.length, from + windowSamples - count)
        squares += squaresOf(values, from, to)
        count += to - from
        from = to
        if (count === windowSamples) close()
      }
    },
    end() {
      if (count > 0) close()
      return { levels, duration: samples / sampleRate }
    },
  }
}

function squaresOf(samples: Int16Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at += 1) {
    const value = samples[at] ?? 0
    sum += value * value
  }
  return sum
}
