import type { ScheduleImported } from '@async-events/client'
import { printable } from '../printable.ts'
import { describeChanges } from './describe-changes.ts'
import { duration } from './times.ts'

/** Problems that are shown; `--json` has all that the service tells. */
const most = 20

/** What a schedule holds, what is wrong in it, what has changed, and of a dry run what would run. */
export function describeImport({ import: read, plan, changes }: ScheduleImported, name: string): string[] {
  const { events, kept, filtered, off, left_out, problems, problem_count } = read
  const about = [read.format, read.time_zone].filter((one) => one !== null).join(', ')
  const rest = [
    [filtered, 'filtered'],
    [off, 'cancelled, not accepted or a break'],
    [left_out, 'left out'],
  ] as const
  return [
    `${printable(read.title ?? name)} (${about}): ${events} events`,
    `  ${kept} to import, ${read.with_recording} with a recording, ${read.with_slides} with slides`,
    ...rest.filter(([count]) => count > 0).map(([count, what]) => `  ${count} ${what}`),
    ...problems.slice(0, most).map(({ line, event, message, left_out: out }) => {
      const which = event === null ? '' : `${printable(event)}: `
      return `  ${printable(name)}:${line}: ${which}${printable(message)}${out ? ' (left out)' : ''}`
    }),
    ...(problem_count > most ? [`  and ${problem_count - most} more problems`] : []),
    ...(plan ? [`  ${planText(plan.totals)}`] : []),
    ...(changes ? describeChanges(changes) : []),
  ]
}

function planText({ run, cached, duration_ms }: NonNullable<ScheduleImported['plan']>['totals']): string {
  const took = duration_ms === null || duration_ms === 0 ? '' : `, of about ${duration(duration_ms)}`
  return `${run} steps would run${took}, ${cached} come from the cache`
}
