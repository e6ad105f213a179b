import { type Dispatch, gather, type QueueName, queueNames, type StepQueue } from '@async-events/core'
import type { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { openQueue, type QueueOptions } from './open-queue.ts'
import { reach } from './reach.ts'
import { defaultPrefix, producerOptions } from './redis-options.ts'

/** A message: ids only. */
export interface DispatchData {
  job_id: string
  run: number
  step: string
}

/** Calls, and messages of one, that go together. Those of a batch would keep others waiting. */
const addedTogether = 50

/** The producer. */
export function openStepQueue(options: QueueOptions): StepQueue & { close(): Promise<void> } {
  const { redisUrl, prefix = defaultPrefix, log } = options
  const redis = new Redis(redisUrl, { ...producerOptions(redisUrl), lazyConnect: false })
  redis.on('error', (error) => log.warn({ err: error }, 'Redis cannot be reached'))
  const queues = new Map<QueueName, Queue<DispatchData>>()
  const epochKey = `${prefix}:epoch`

  const queueOf = (name: QueueName): Queue<DispatchData> => {
    const open = queues.get(name)
    if (open) return open
    const queue = openQueue<DispatchData>(name, options)
    queues.set(name, queue)
    return queue
  }

  const addAll = (dispatches: readonly Dispatch[]): Promise<void> =>
    reach(async () => {
      const byQueue = Map.groupBy(dispatches, (dispatch) => dispatch.queue)
      await Promise.all([...byQueue].map(([name, group]) => add(queueOf(name), group.map(toMessage))))
    })
  const addTogether = gather<readonly Dispatch[]>(addedTogether, async (lists) => {
    await addAll(lists.flat())
    return []
  })

  return {
    publish: (dispatches) =>
      dispatches.length > addedTogether ? addAll(dispatches) : addTogether(dispatches),
    announceStop: (jobIds) =>
      reach(async () => void (await redis.publish(stopChannel(prefix), JSON.stringify(jobIds)))),
    wasLost: () => reach(async () => (await redis.exists(epochKey)) === 0),
    markKept: () => reach(async () => void (await redis.set(epochKey, '1'))),
    waiting: () =>
      reach(async () => {
        const counts = await Promise.all(
          queueNames.map(async (name) => {
            const { wait = 0, prioritized = 0 } = await queueOf(name).getJobCounts('wait', 'prioritized')
            return [name, wait + prioritized] as const
          }),
        )
        return Object.fromEntries(counts) as Record<QueueName, number>
      }),
    check: () => reach(async () => void (await redis.ping())),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(() => {})))
      redis.disconnect()
    },
  }
}

export const stopChannel = (prefix: string): string => `${prefix}:stop`

/** Queues in use, for tools and tests. */
export const allQueues = queueNames

type Message = ReturnType<typeof toMessage>

/** One alone needs no transaction. */
async function add(queue: Queue<DispatchData>, messages: Message[]): Promise<void> {
  const [only] = messages
  if (only && messages.length === 1) await queue.add(only.name, only.data, only.opts)
  else await queue.addBulk(messages)
}

function toMessage(dispatch: Dispatch) {
  const { id, job_id, run, step, delay_ms, priority } = dispatch
  return { name: 'step', data: { job_id, run, step }, opts: { jobId: id, delay: delay_ms, priority } }
}
