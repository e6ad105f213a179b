import { Gauge, Histogram, type Registry } from 'prom-client'

export interface ChildMemory {
  /** Name of the program, without its folder. */
  program: string
  /** Of it and its descendants. */
  bytes: number
}

/** The programs that workers start; anything else is `other`. */
export const childPrograms = [
  ...['ffmpeg', 'ffprobe', 'node', 'pocketsphinx_batch', 'soffice', 'tesseract', 'whisper-cli', 'yt-dlp'],
  'other',
] as const

const mebibyte = 1024 * 1024
const peaks = [16, 64, 128, 256, 512, 1024, 1536, 2048, 3072, 4096].map((size) => size * mebibyte)

/**
 * Memory of the native programs and readers of a worker, which the metrics of its own process do not show.
 * @param children read at each scrape
 */
export function createChildMetrics(
  registry: Registry,
  children: () => readonly ChildMemory[],
): { ended(child: ChildMemory): void } {
  const registers = [registry]
  const labelNames = ['program'] as const
  const labelOf = (program: string): string => childPrograms.find((known) => known === program) ?? 'other'
  new Gauge({
    name: 'async_events_child_memory_bytes',
    help: 'Resident memory of the running child processes',
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const { program, bytes } of children()) this.inc({ program: labelOf(program) }, bytes)
    },
  })
  new Gauge({
    name: 'async_events_child_processes',
    help: 'Running child processes, without their descendants',
    labelNames,
    registers,
    collect() {
      this.reset()
      for (const { program } of children()) this.inc({ program: labelOf(program) })
    },
  })
  const peak = new Histogram({
    name: 'async_events_child_peak_memory_bytes',
    help: 'Highest resident memory of child processes, when they end',
    labelNames,
    buckets: peaks,
    registers,
  })
  return { ended: ({ program, bytes }) => peak.observe({ program: labelOf(program) }, bytes) }
}
