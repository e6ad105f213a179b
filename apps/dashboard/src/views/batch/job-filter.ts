import type { JobState } from '@async-events/client'
import type { JobRow } from './job-row.ts'

export const sortKeys = ['created', 'name', 'status', 'step', 'warnings', 'duration'] as const
export type SortKey = (typeof sortKeys)[number]

/** What the view of a batch shows, as its address says it. */
export interface JobFilter {
  show: 'table' | 'timeline'
  q: string
  status: JobState | ''
  /** Only jobs with warnings. */
  warned: boolean
  sort: SortKey
  isDescending: boolean
}

const states: readonly JobState[] = ['processing', 'failed', 'pending', 'completed', 'cancelled']

export function readJobFilter(query: Readonly<Record<string, string>>): JobFilter {
  const sort = (query.sort ?? '').replace(/^-/, '')
  return {
    show: query.show === 'timeline' ? 'timeline' : 'table',
    q: query.q ?? '',
    status: states.find((state) => state === query.status) ?? '',
    warned: query.warned === 'yes',
    sort: sortKeys.find((key) => key === sort) ?? 'created',
    isDescending: query.sort?.startsWith('-') ?? false,
  }
}

export function writeJobFilter({
  show,
  q,
  status,
  warned,
  sort,
  isDescending,
}: JobFilter): Record<string, string> {
  const order = `${isDescending ? '-' : ''}${sort}`
  return {
    show: show === 'table' ? '' : show,
    q,
    status,
    warned: warned ? 'yes' : '',
    sort: order === 'created' ? '' : order,
  }
}

/** The rows that the filter lets through, in its order; equal ones in the order of the list. */
export function chooseRows(rows: readonly JobRow[], filter: JobFilter, now: number): JobRow[] {
  const wanted = filter.q.trim().toLocaleLowerCase()
  const chosen = rows.filter(
    ({ fullName, status, warnings, error }) =>
      (filter.status === '' || status === filter.status) &&
      (!filter.warned || warnings.length > 0) &&
      (wanted === '' ||
        [fullName, error ?? '', ...warnings].some((text) => text.toLocaleLowerCase().includes(wanted))),
  )
  const compare = comparisons[filter.sort]
  if (compare !== null) chosen.sort((a, b) => compare(a, b, now))
  return filter.isDescending ? chosen.reverse() : chosen
}

const names = new Intl.Collator(undefined, { numeric: true })

/** Null: the list has this order already. */
const comparisons: Readonly<Record<SortKey, ((a: JobRow, b: JobRow, now: number) => number) | null>> = {
  created: null,
  name: (a, b) => names.compare(a.name, b.name),
  status: (a, b) => states.indexOf(a.status) - states.indexOf(b.status),
  step: (a, b) => names.compare(a.step ?? '', b.step ?? ''),
  warnings: (a, b) => a.warnings.length - b.warnings.length,
  duration: (a, b, now) => (durationOf(a, now) ?? -1) - (durationOf(b, now) ?? -1),
}

/** Milliseconds of the current run so far, or in all; null before it has begun. */
export function durationOf(
  { startedAt, endedAt }: Pick<JobRow, 'startedAt' | 'endedAt'>,
  now: number,
): number | null {
  if (startedAt === null) return null
  return Math.max(0, (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt))
}
