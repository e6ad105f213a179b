import type { Batch, Delivery, Job, NewEvent, Step } from '@async-events/core'
import type { Db } from 'mongodb'

/** All that the database holds, read as it is and not by the product's own queries. */
export interface Truth {
  now: Date
  jobs: (Omit<Job, 'id'> & { _id: string; listed: boolean; released_at?: Date })[]
  batches: Omit<Batch, 'id'>[]
  deliveries: Omit<Delivery, 'id'>[]
  events: NewEvent[]
}

export async function readTruth(db: Db): Promise<Truth> {
  const all = async <T>(name: string): Promise<T[]> => (await db.collection(name).find().toArray()) as T[]
  const { localTime } = await db.admin().command({ hello: 1 })
  return {
    now: localTime,
    jobs: await all('jobs'),
    batches: await all('batches'),
    deliveries: await all('deliveries'),
    events: await all('events'),
  }
}

export type StepOfJob = Step & { job: Truth['jobs'][number]; id: string }

export const stepsOf = ({ jobs }: Pick<Truth, 'jobs'>): StepOfJob[] =>
  jobs.flatMap((job) => Object.entries(job.steps).map(([id, step]) => ({ ...step, id, job })))

/** How many there are of each kind. */
export function countBy<T>(items: readonly T[], kindOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[kindOf(item)] = (counts[kindOf(item)] ?? 0) + 1
  return counts
}

export function averageBy<T>(
  items: readonly T[],
  kindOf: (item: T) => string,
  numberOf: (item: T) => number,
): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(items, kindOf)].map(([kind, group]) => [
      kind,
      group.reduce((sum, item) => sum + numberOf(item), 0) / group.length,
    ]),
  )
}

export const secondsBetween = (from: Date, to: Date | null): number =>
  ((to?.getTime() ?? Number.NaN) - from.getTime()) / 1000
