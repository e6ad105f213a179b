import { entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/**
 * Workers say in their own logs which attempt they began and whether its result was taken. Once a step was claimed anew,
 * only the newest attempt may have its result taken, and that once.
 */
export function checkZombies({ history }: Pick<Evidence, 'history'>): Violation[] {
  const ofStep = Map.groupBy(
    entriesOf(history, 'step-log'),
    ({ job_id, run, step }) => `${job_id}.${run}.${step}`,
  )
  const zombies: string[] = []
  const twice: string[] = []
  for (const [id, lines] of ofStep) {
    const completed = lines.filter(({ what }) => what === 'completed')
    if (completed.length > 1)
      twice.push(`${id}: by ${completed.map(({ process, pid }) => `${process} (${pid})`).join(' and ')}`)
    const newest = Math.max(0, ...lines.map(({ attempt }) => attempt ?? 0))
    for (const { pid, process, at } of completed) {
      const own = lines.filter((line) => line.what === 'started' && line.pid === pid && line.at <= at)
      const attempt = own.at(-1)?.attempt
      if (attempt !== undefined && attempt !== null && attempt < newest)
        zombies.push(
          `${id}: attempt ${attempt} of ${process} (${pid}) was taken though attempt ${newest} had begun`,
        )
    }
  }
  return [
    ...violationOf(4, 'an attempt that had lost its lease wrote its result', zombies),
    ...violationOf(4, 'results of one step were taken more than once', twice),
  ]
}
