import {
  type Census,
  type CensusFigures,
  type QueueName,
  queueNames,
  type StepPlace,
  type StepStatus,
  stepPlaces,
} from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import type { JobDocument } from './documents/job.ts'
import { plain } from './exact.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

/** A count that takes longer than a scrape is of no use. */
const maxTimeMS = 5_000

const unfinished = ['pending', 'processing'] as const
const open: StepStatus[] = ['blocked', 'ready', 'retrying', 'running']

interface StepRow {
  _id: { queue: QueueName; status: StepStatus; held: boolean; later: boolean }
  n: number
  oldest: Date | null
}

export function createCensus({ jobs, batches, deliveries }: Models): Census {
  async function stepRows(now: Date): Promise<StepRow[]> {
    return jobs.aggregate<StepRow>(
      [
        { $match: { listed: true, status: { $in: [...unfinished] } } },
        // Outputs are left behind: they are up to 64 kB each.
        {
          $project: {
            hold: 1,
            released_at: 1,
            updated_at: 1,
            steps: {
              $map: {
                input: { $objectToArray: '$steps' },
                as: 'step',
                in: {
                  queue: '$$step.v.queue',
                  status: '$$step.v.status',
                  due_at: '$$step.v.due_at',
                  ready_at: { $ifNull: ['$$step.v.ready_at', '$updated_at'] },
                },
              },
            },
          },
        },
        { $unwind: '$steps' },
        { $match: { 'steps.status': { $in: open } } },
        {
          $group: {
            _id: {
              queue: '$steps.queue',
              status: '$steps.status',
              held: { $ne: [{ $ifNull: ['$hold', null] }, null] },
              later: { $gt: [{ $ifNull: ['$steps.due_at', new Date(0)] }, now] },
            },
            n: { $sum: 1 },
            oldest: {
              $min: {
                $max: [
                  '$steps.ready_at',
                  { $ifNull: ['$steps.due_at', new Date(0)] },
                  { $ifNull: ['$released_at', new Date(0)] },
                ],
              },
            },
          },
        },
      ],
      { maxTimeMS },
    )
  }

  const byStatus = async (
    count: (status: (typeof unfinished)[number]) => Promise<number>,
  ): Promise<CensusFigures['jobs']> => {
    const [pending, processing] = await Promise.all([count('pending'), count('processing')])
    return { pending, processing }
  }

  /** How many deliveries or jobs are due, and since when the oldest is. */
  const oldestOf = (since: Date | undefined, now: Date): number =>
    since === undefined ? 0 : Math.max(0, now.getTime() - since.getTime()) / 1000

  return withUnavailable<Census>({
    async take(now) {
      const due: QueryFilter<JobDocument> = { wake_at: trusted({ $lte: plain(now) }) }
      const dueDeliveries = { next_at: trusted({ $lte: plain(now) }) }
      const later = { next_at: trusted({ $gt: plain(now) }) }
      const [
        rows,
        jobCounts,
        batchCounts,
        dueJobs,
        oldestJob,
        outbox,
        dueOnes,
        oldestDelivery,
        sending,
        waiting,
      ] = await Promise.all([
        stepRows(now),
        byStatus((status) => jobs.countDocuments({ listed: true, status }, { maxTimeMS })),
        byStatus((status) => batches.countDocuments({ status, deleted_at: null }, { maxTimeMS })),
        jobs.countDocuments(due, { maxTimeMS }),
        jobs.findOne(due, { wake_at: 1 }, { maxTimeMS }).sort({ wake_at: 1 }).lean<{ wake_at: Date }>(),
        jobs.aggregate<{ n: number }>(
          [
            { $match: { wake_at: { $lte: now } } },
            { $group: { _id: null, n: { $sum: { $size: '$outbox' } } } },
          ],
          { maxTimeMS },
        ),
        deliveries.countDocuments(dueDeliveries, { maxTimeMS }),
        deliveries
          .findOne(dueDeliveries, { next_at: 1 }, { maxTimeMS })
          .sort({ next_at: 1 })
          .lean<{ next_at: Date }>(),
        deliveries.countDocuments({ ...later, token: trusted({ $ne: null }) }, { maxTimeMS }),
        deliveries.countDocuments({ ...later, token: null }, { maxTimeMS }),
      ])
      return {
        ...stepFigures(rows, now),
        jobs: jobCounts,
        batches: batchCounts,
        deliveries: { due: dueOnes, sending, waiting },
        oldest_due_delivery_seconds: oldestOf(oldestDelivery?.next_at, now),
        due_jobs: dueJobs,
        oldest_due_job_seconds: oldestOf(oldestJob?.wake_at, now),
        outbox_entries: outbox[0]?.n ?? 0,
      }
    },
  })
}

function stepFigures(
  rows: readonly StepRow[],
  now: Date,
): Pick<CensusFigures, 'steps' | 'oldest_ready_seconds'> {
  const none = (): Record<StepPlace, number> =>
    Object.fromEntries(stepPlaces.map((place) => [place, 0])) as Record<StepPlace, number>
  const steps = Object.fromEntries(queueNames.map((queue) => [queue, none()])) as Record<
    QueueName,
    Record<StepPlace, number>
  >
  const oldest = Object.fromEntries(queueNames.map((queue) => [queue, 0])) as Record<QueueName, number>
  for (const { _id, n, oldest: since } of rows) {
    const figures = steps[_id.queue]
    // Of a newer version, whose queues this one does not know.
    if (!figures) continue
    const place = placeOf(_id)
    figures[place] += n
    if (place === 'ready' && since !== null)
      oldest[_id.queue] = Math.max(oldest[_id.queue], (now.getTime() - since.getTime()) / 1000)
  }
  return { steps, oldest_ready_seconds: oldest }
}

function placeOf({ status, held, later }: StepRow['_id']): StepPlace {
  if (status === 'running' || status === 'blocked') return status
  if (held) return 'paused'
  return later ? 'delayed' : 'ready'
}
