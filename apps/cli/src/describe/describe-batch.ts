import type { Batch } from '@async-events/client'
import { printable } from '../printable.ts'
import type { Colours } from '../terminal/output.ts'
import { table } from '../terminal/table.ts'
import { countsOf } from './counts.ts'
import { coloured } from './marks.ts'
import { shortDate } from './times.ts'

/** A batch for people, as lines. */
export function describeBatch(batch: Batch, colours: Colours): string[] {
  const facts: [string, string | null][] = [
    ['name', batch.batch_name],
    ['owner', batch.user_id],
    ['created', shortDate(batch.created_at)],
    ['ended', batch.completed_at && shortDate(batch.completed_at)],
    ['jobs', countsOf(batch)],
    ['paused', batch.isActive ? null : 'yes: no further step starts until it is resumed'],
    ['archived', batch.archived ? 'yes' : null],
  ]
  return [
    `${colours.bold(printable(batch.batch_id))}  ${coloured(batch.status, colours)}  ${batch.progress.percent} %`,
    ...table(facts.flatMap(([name, value]) => (value ? [[`  ${name}`, printable(value)]] : []))),
  ]
}
