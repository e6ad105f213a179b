import { markOf } from '../describe/marks.ts'
import { duration, elapsed } from '../describe/times.ts'
import { printable } from '../printable.ts'
import { bar } from '../terminal/bar.ts'
import type { Colours } from '../terminal/output.ts'
import { cut, padded } from '../terminal/table.ts'
import type { JobView, StepView } from './job-view.ts'

export interface Frame {
  columns: number
  rows: number
  /** Milliseconds since 1970. */
  now: number
  colours: Colours
}

const barWidth = 24

/** A job at work as lines that fit the terminal. */
export function drawJob(view: JobView, { columns, rows, now, colours }: Frame): string[] {
  const width = columns - 1
  const longest = Math.max(0, ...view.steps.map(({ id }) => id.length))
  const line = (step: StepView): string => {
    const said = step.status === 'running' ? view.message : step.remark
    const took = step.status === 'completed' && step.durationMs !== null ? duration(step.durationMs) : ''
    const text = cut(`${padded(step.id, longest)}  ${printable(said || took || step.status)}`, width - 4)
    return `  ${markOf(step.status, colours)} ${text}`
  }
  const steps = view.steps.slice(0, Math.max(0, rows - 4)).map(line)
  const since = view.startedAt === null ? '' : `  ${elapsed(view.startedAt, now)}`
  return [
    colours.bold(cut(printable(view.name), width)),
    ...steps,
    cut(
      `  ${bar(view.percent / 100, Math.min(barWidth, Math.max(4, width - 24)))} ${percent(view.percent)}${since}`,
      width,
    ),
  ]
}

export const percent = (value: number): string => `${String(Math.floor(value)).padStart(3)} %`
