import { ApiError, type Job, type JobCreate } from '@async-events/client'
import { rarer, until } from '@async-events/testkit/until'
import { type Expected, type HostileCase, type JobCase, titleOf } from './case.ts'
import { leaksOf, textsOf } from './clean-answer.ts'
import type { HostileService } from './hostile-service.ts'

/** Longest time from the submission to the expected end: three attempts and the waits between them. */
const defaultLimitMs = 120_000
/** A few hundred cases are watched at once. */
const look = rarer(500, 2_000)
const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])

/** Does what the case says and throws when anything of the answer is not as expected. */
export async function runCase(
  hostile: HostileService,
  one: HostileCase,
  limitMs = defaultLimitMs,
): Promise<void> {
  const place = hostile.internet.place(titleOf(one))
  try {
    if ('ask' in one) await one.ask(hostile, place)
    else await submitAndJudge(hostile, one, await one.job(place), limitMs)
  } finally {
    place.close()
  }
}

async function submitAndJudge(
  hostile: HostileService,
  { expected }: JobCase,
  body: JobCreate,
  limitMs: number,
): Promise<void> {
  const submitted = await hostile.client.createJob({ body }).then(
    ({ job }) => job,
    (error: unknown) => {
      if (error instanceof ApiError) return error
      throw error
    },
  )
  if (submitted instanceof ApiError) return judgeRefusal(hostile, submitted, expected, JSON.stringify(body))
  if ('refused' in expected) throw new Error('the job was accepted')
  const id = submitted.job_id
  if ('retries' in expected) {
    await judgeRetry(hostile, id, expected.retries, limitMs)
    return
  }
  const job = await watch(hostile, id, (seen) => ended.has(seen.status), limitMs)
  judgeTexts(hostile, job)
  if ('fails' in expected) {
    if (job.status !== 'failed' || job.error?.code !== expected.fails)
      throw new Error(`expected to fail with ${expected.fails}, but ${endOf(job)}`)
    return
  }
  const { warnings = [], or, holds } = expected.completes
  if (or !== undefined && job.status === 'failed' && job.error?.code === or) return
  if (job.status !== 'completed') throw new Error(`expected to complete, but ${endOf(job)}`)
  const missing = warnings.filter(
    (wanted) => !job.warnings.some(({ step, code }) => step === wanted.step && code === wanted.code),
  )
  if (missing.length > 0) throw new Error(`expected other warnings than ${endOf(job)}`)
  await holds?.(job, hostile)
}

function judgeRefusal({ paths }: HostileService, answer: ApiError, expected: Expected, asked: string): void {
  const said = `${answer.status} ${answer.type} ${JSON.stringify(answer.details)}`
  if (!('refused' in expected)) throw new Error(`the job was refused: ${said}`)
  const { path, code } = expected.refused
  const fits = answer.details.some(
    (detail) => detail.path === path && (code === undefined || detail.code === code),
  )
  if (answer.status !== 400 || answer.type !== 'validation_error' || !fits)
    throw new Error(`expected 400 at ${path} (${code ?? 'any code'}), but it was refused by ${said}`)
  const leaks = [answer.message, ...answer.details.map(({ message }) => message)].flatMap((text) =>
    leaksOf(text, paths, asked),
  )
  if (leaks.length > 0) throw new Error(`the answer says too much: ${leaks.join(', ')}`)
}

async function judgeRetry(
  hostile: HostileService,
  id: string,
  { step, code }: { step: string; code: string },
  limitMs: number,
): Promise<void> {
  const job = await watch(
    hostile,
    id,
    (seen) => {
      const found = seen.steps.find((one) => one.id === step)
      return ended.has(seen.status) || found?.status === 'retrying'
    },
    limitMs,
  )
  judgeTexts(hostile, job)
  const found = job.steps.find((one) => one.id === step)
  if (found?.status !== 'retrying' || found.error?.code !== code || !found.error.retryable)
    throw new Error(`expected ${step} to be tried again after ${code}, but ${endOf(job)}`)
  await hostile.client.cancelJob({ path: { job_id: id } })
}

function judgeTexts({ paths }: HostileService, job: Job): void {
  const leaks = textsOf(job).flatMap((text) => leaksOf(text, paths).map((leak) => `${leak} in "${text}"`))
  if (leaks.length > 0) throw new Error(`the job says too much: ${leaks.join('; ')}`)
}

const watch = (
  { client }: HostileService,
  id: string,
  isThere: (job: Job) => boolean,
  limitMs: number,
): Promise<Job> =>
  until(
    async () => {
      const { job } = await client.getJob({ path: { job_id: id } })
      return isThere(job) && job
    },
    limitMs,
    `${id} comes to its end`,
    look,
  )

/** How a job stands, in a line. */
export function endOf({ status, error, warnings, steps }: Job): string {
  const failed = error ? ` with ${error.code} (${error.message})` : ''
  const warned = warnings.map(({ step, code, message }) => `${step} ${code} (${message})`).join(', ')
  const trying = steps
    .filter((step) => step.error && step.status !== 'failed')
    .map((step) => `${step.id} ${step.status} after ${step.error?.code}`)
    .join(', ')
  return `it ${status}${failed}; warnings: ${warned || 'none'}${trying && `; ${trying}`}`
}
