import { queueNames } from '@async-events/core'
import { averageBy, countBy, type StepOfJob, secondsBetween, stepsOf, type Truth } from './truth.ts'

/** What a query must give, by the values of its labels in the order of `by (…)`, with a space between. A missing value is 0. */
export type Expected = Record<string, number | { atLeast: number } | { atMost: number }>

export interface Figure {
  /** While steps run, wait and are held, or when all but the paused and the delayed has ended. */
  when: 'busy' | 'at rest'
  /** Allowed difference. */
  within?: number
  /** Other values than the expected ones are not looked at: the database does not hold them. */
  some?: true
  expected(truth: Truth): Expected
}

export interface Comparison {
  /** Heading in docs/operations.md. */
  title: string
  /** Of its queries, in order. */
  figures: readonly Figure[]
}

const rest = (expected: Figure['expected'], more: Partial<Figure> = {}): Figure => ({
  when: 'at rest',
  expected,
  ...more,
})
const busy = (expected: Figure['expected'], more: Partial<Figure> = {}): Figure => ({
  when: 'busy',
  expected,
  ...more,
})

const isOpen = ({ status }: { status: string }): boolean => status === 'pending' || status === 'processing'
const ended = ({ jobs }: Truth) => jobs.filter((job) => !isOpen(job))

/** Where a step of an unfinished job stands; null where it has ended. */
function placeOf({ status, due_at, job }: StepOfJob, now: Date): string | null {
  if (!isOpen(job) || !job.listed) return null
  if (status === 'blocked' || status === 'running') return status
  if (status !== 'ready' && status !== 'retrying') return null
  if (job.hold !== null) return 'paused'
  return due_at !== null && due_at > now ? 'delayed' : 'ready'
}

const standing = (truth: Truth, place: string): StepOfJob[] =>
  stepsOf(truth).filter((step) => placeOf(step, truth.now) === place)

const readySince = ({ ready_at, due_at, job }: StepOfJob): number =>
  Math.max(...[ready_at, due_at, job.released_at].map((time) => time?.getTime() ?? 0))

/** Seconds by queue; not a number while the age is so low that a comparison says nothing. */
const oldestReady = (truth: Truth): Expected =>
  Object.fromEntries(
    [...Map.groupBy(standing(truth, 'ready'), ({ queue }) => queue)].map(([queue, steps]) => {
      const age = (truth.now.getTime() - Math.min(...steps.map(readySince))) / 1000
      return [queue, age > 8 ? age : Number.NaN]
    }),
  )

/** Attempts of steps that failed, as the event log has them. */
const failures = ({ events, jobs }: Truth) =>
  events.flatMap(({ job_id, type, data }) => {
    const next = { retrying: 'retry', failed: 'end' }[String(data.status)]
    const error = data.error as { code: string } | undefined
    const step = jobs.find(({ _id }) => _id === job_id)?.steps[String(data.step)]
    return type === 'job.step' && next && error && step
      ? [{ code: error.code, next, processor: step.name, queue: step.queue }]
      : []
  })

const attempts = ({ deliveries }: Truth) => deliveries.flatMap(({ log }) => log)
const delivered = ({ deliveries }: Truth) => deliveries.filter(({ state }) => state === 'delivered')
/** Steps that lost their lease, once for each time. */
const crashed = (truth: Truth) =>
  stepsOf(truth).flatMap((step) => Array(step.crashes).fill(step) as StepOfJob[])
const isFetching = ({ queue }: { queue: string }): boolean => ['scrape', 'pdf', 'video'].includes(queue)

const zeros = (...names: string[]): Expected => Object.fromEntries(names.map((name) => [name, 0]))
const aFewSeconds: Expected = Object.fromEntries(
  ['mongodb', 'redis', 'artifacts'].map((store) => [store, { atMost: 10 }]),
)

export const comparisons: readonly Comparison[] = [
  {
    title: 'How long has the oldest step waited?',
    figures: [
      // The census is at most 5 s old, the scrape 1 s.
      busy((truth) => oldestReady(truth), { within: 7 }),
    ],
  },
  {
    title: 'How many steps run, and how many could?',
    figures: [
      busy((truth) => countBy(standing(truth, 'running'), ({ queue }) => queue)),
      busy(() => Object.fromEntries(queueNames.map((queue) => [queue, 1]))),
    ],
  },
  {
    title: 'How many steps wait, and for what?',
    figures: [
      busy((truth) =>
        countBy(
          stepsOf(truth).filter((step) => placeOf(step, truth.now) !== null),
          (step) => `${step.queue} ${placeOf(step, truth.now)}`,
        ),
      ),
    ],
  },
  {
    title: 'How many jobs and batches are unfinished?',
    figures: [
      busy(({ jobs }) => countBy(jobs.filter(isOpen), ({ status }) => status)),
      busy(({ batches }) => countBy(batches.filter(isOpen), ({ status }) => status)),
    ],
  },
  {
    title: 'Why do steps fail?',
    figures: [rest((truth) => countBy(failures(truth), ({ code, next }) => `${code} ${next}`))],
  },
  {
    title: 'How often are steps retried?',
    figures: [
      rest((truth) =>
        countBy(
          failures(truth).filter(({ next }) => next === 'retry'),
          ({ processor }) => processor,
        ),
      ),
    ],
  },
  {
    title: 'How many leases were lost?',
    figures: [
      rest((truth) => countBy(crashed(truth), ({ queue }) => queue)),
      rest((truth) => countBy(crashed(truth), ({ name }) => name)),
    ],
  },
  {
    title: 'How do jobs end, and how long do they take?',
    figures: [
      rest((truth) => countBy(ended(truth), ({ status }) => status)),
      rest(
        (truth) =>
          averageBy(
            ended(truth),
            ({ status }) => status,
            ({ created_at, completed_at }) => secondsBetween(created_at, completed_at),
          ),
        { within: 0.01 },
      ),
      rest((truth) =>
        countBy(
          ended(truth).filter(({ status }) => status === 'failed'),
          ({ error }) => error?.code ?? 'other',
        ),
      ),
    ],
  },
  {
    title: 'How do batches end, and how long do they take?',
    figures: [
      rest(({ batches }) =>
        countBy(
          batches.filter((one) => !isOpen(one)),
          ({ status }) => status,
        ),
      ),
      rest(
        ({ batches }) =>
          averageBy(
            batches.filter((one) => !isOpen(one)),
            ({ status }) => status,
            ({ created_at, completed_at }) => secondsBetween(created_at, completed_at),
          ),
        { within: 0.01 },
      ),
    ],
  },
  {
    title: 'How many webhooks wait, and how late are they?',
    figures: [
      rest(({ deliveries, now }) =>
        countBy(
          deliveries.filter(({ state }) => state === 'pending'),
          ({ next_at, token }) =>
            next_at !== null && next_at <= now ? 'due' : token === null ? 'waiting' : 'sending',
        ),
      ),
      rest(() => ({ '': { atMost: 5 } })),
      rest(
        (truth) =>
          averageBy(
            delivered(truth),
            () => '',
            ({ at, ended_at }) => secondsBetween(at, ended_at),
          ),
        { within: 0.01 },
      ),
    ],
  },
  {
    title: 'How many webhooks fail?',
    figures: [
      rest((truth) => countBy(attempts(truth), ({ error }) => error?.code ?? 'delivered')),
      rest(({ deliveries }) =>
        countBy(
          deliveries.filter(({ state }) => state !== 'pending'),
          ({ state }) => state,
        ),
      ),
    ],
  },
  {
    title: 'Does the keeper keep up?',
    figures: [
      rest(() => ({ '': { atMost: 10 } })),
      rest(({ jobs, now }) => ({ '': jobs.filter(({ wake_at }) => wake_at && wake_at <= now).length })),
      rest(({ jobs }) => ({ '': jobs.reduce((sum, { outbox }) => sum + outbox.length, 0) })),
      rest(() => ({})),
    ],
  },
  {
    title: 'How many requests are held open?',
    // The run holds one of each.
    figures: [busy(() => ({ stream: 1, wait: 1 }))],
  },
  {
    title: 'Are the stores there, and how fast?',
    figures: [
      rest(() => ({ mongodb: 1, redis: 1, artifacts: 1 })),
      rest(() => aFewSeconds),
      rest(() => zeros('mongodb', 'redis', 'artifacts')),
    ],
  },
  {
    title: 'How do fetches of sources end?',
    figures: [
      rest(
        (truth) => ({
          ...countBy(
            failures(truth).filter((one) => isFetching(one) && one.code.startsWith('source_')),
            ({ code }) => code,
          ),
          ok: {
            atLeast: stepsOf(truth).filter(
              (step) => isFetching(step) && step.status === 'completed' && !step.cached,
            ).length,
          },
        }),
        { some: true },
      ),
    ],
  },
  {
    title: 'How much is taken from the cache?',
    figures: [
      rest((truth) =>
        countBy(
          stepsOf(truth).filter(({ cached }) => cached),
          ({ name }) => name,
        ),
      ),
    ],
  },
  {
    title: 'How much memory do child processes take?',
    figures: [
      rest(() => ({ node: { atMost: 4 * 1024 ** 3 } }), { some: true }),
      rest(() => ({ ffmpeg: { atLeast: 1 } }), { some: true }),
    ],
  },
  {
    title: 'How fast does the API answer?',
    figures: [
      rest(
        ({ batches, jobs }) => ({
          'POST /api/event-job/batches 201': batches.length,
          'POST /api/event-job/jobs 201': jobs.filter(({ batch_id }) => batch_id === null).length,
        }),
        { some: true },
      ),
      rest(() => ({ '': { atMost: 10 } })),
    ],
  },
  {
    title: 'Does Redis hold what the database says?',
    figures: [busy((truth) => countBy(standing(truth, 'ready'), ({ queue }) => queue))],
  },
]

/** What differs between the figures of a query and the expected ones, in words; empty when nothing does. */
export function differences(
  found: ReadonlyMap<string, number>,
  expected: Expected,
  { within = 0, some }: Figure,
): string[] {
  const keys = new Set([...Object.keys(expected), ...(some ? [] : found.keys())])
  return [...keys].flatMap((key) => {
    const value = found.get(key) ?? 0
    const wanted = expected[key] ?? 0
    const isRight =
      typeof wanted === 'number'
        ? Math.abs(value - wanted) <= within
        : 'atLeast' in wanted
          ? value >= wanted.atLeast
          : value <= wanted.atMost
    return isRight ? [] : [`${key || 'value'}: ${value}, and not ${JSON.stringify(wanted)}`]
  })
}
