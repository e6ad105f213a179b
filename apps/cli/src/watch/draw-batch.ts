import { countsOf } from '../describe/counts.ts'
import { elapsed } from '../describe/times.ts'
import { printable } from '../printable.ts'
import { bar } from '../terminal/bar.ts'
import { cut, padded } from '../terminal/table.ts'
import { type BatchView, partDone, type RunningJob } from './batch-view.ts'
import { type Frame, percent } from './draw-job.ts'

const [barWidth, stepWidth] = [16, 12]
/** Head, total, a line for those that find no place, and the line of the cursor. */
const otherRows = 4

/** A batch at work as lines that fit the terminal: one for each running job, and the total below. */
export function drawBatch(view: BatchView, { columns, rows, now, colours }: Frame): string[] {
  const width = columns - 1
  const { counters, running } = view
  const shown = running.slice(0, Math.max(0, rows - otherRows))
  const hidden = running.length - shown.length
  const nameWidth = Math.max(8, Math.min(32, width - barWidth - stepWidth - 12))
  const line = (job: RunningJob): string =>
    cut(
      `  ${padded(cut(printable(job.name), nameWidth), nameWidth)} ${bar(job.percent / 100, barWidth)} ${percent(job.percent)} ${printable(job.message || job.step)}`,
      width,
    )
  return [
    colours.bold(cut(`${printable(view.name)}${view.isPaused ? ' (paused)' : ''}`, width)),
    ...shown.map(line),
    ...(hidden > 0 ? [cut(`  and ${hidden} more`, width)] : []),
    cut(`${bar(partDone(view), barWidth)} ${countsOf(counters)}  ${elapsed(view.startedAt, now)}`, width),
  ]
}
