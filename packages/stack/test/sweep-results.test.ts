/** Results past their time, and those that a later run has replaced. */
import { createJob, createSealer, restartJob, sweepArtifacts, sweepResults } from '@async-events/core'
import { completeJob, type OwnStack, openOwnStack } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let own: OwnStack
beforeAll(async () => {
  own = await openOwnStack()
})
afterAll(() => own?.close())

const principal = { kind: 'operator' } as const
const parameters = {
  event: 'Wetland Conf',
  session: 'Reed beds',
  track: 'wetlands',
  url: 'https://talks.example.org/1',
  filename: 'reed-beds.md',
  video_transcript: 'They grow where the water stands.',
}
const deps = () => ({
  ...own.stack,
  sealer: createSealer(Buffer.alloc(32, 3).toString('base64')),
  checkUrl: () => {},
})
const days = (count: number): Date => new Date(own.stack.clock.now().getTime() + count * 24 * 3_600_000)
async function completed(): Promise<string> {
  const { id } = await createJob(deps(), { parameters, use_cache: false }, { principal })
  await completeJob(own.stack, id)
  return id
}

it('goes when it is off: results stay for ever', async () => {
  const id = await completed()
  expect(await sweepResults(own.stack, days(1000), null)).toEqual({ superseded: 0, expired: 0 })
  expect(await own.stack.results.get(id, 1)).not.toBeNull()
})

it('results go after their time with the outputs that hold their files, and a restart makes new ones', async () => {
  const { stack } = own
  const id = await completed()
  const before = (await stack.jobs.get(id))!
  // At the bound they stay, one millisecond later they go.
  await sweepResults(stack, stack.clock.now(), before.completed_at)
  expect((await stack.jobs.get(id))?.result_run).toBe(1)
  const { expired } = await sweepResults(
    stack,
    stack.clock.now(),
    new Date((before.completed_at?.getTime() ?? 0) + 1),
  )
  expect(expired).toBeGreaterThan(0)
  const after = (await stack.jobs.get(id))!
  expect(after).toMatchObject({ status: 'completed', result_run: null, completed_at: before.completed_at })
  expect(after.results_expired_at).toBeInstanceOf(Date)
  expect(Object.values(after.steps).every((step) => step.output === null)).toBe(true)
  expect(await stack.results.get(id, 1)).toBeNull()
  // Their files have nothing that refers to them any more.
  expect(await sweepArtifacts(stack, days(1))).toBeGreaterThan(0)
  expect(await sweepResults(stack, stack.clock.now(), days(1))).toMatchObject({ expired: 0 })

  await expect(restartJob(deps(), id, { from_step: 'transform' }, { principal })).rejects.toMatchObject({
    code: 'validation_error',
    details: [{ path: 'from_step', code: 'expired' }],
  })
  const again = await restartJob(deps(), id, {}, { principal })
  expect(again).toMatchObject({ status: 'pending', results_expired_at: null })
  await completeJob(stack, id)
  expect(await stack.results.get(id, 2)).not.toBeNull()
})

it('a run that goes on keeps what it has, and a paused pass stops when it is told', async () => {
  const { stack } = own
  const { id } = await createJob(deps(), { parameters, use_cache: false }, { principal })
  await sweepResults(stack, stack.clock.now(), days(1))
  expect(await stack.jobs.get(id)).toMatchObject({ status: 'pending', results_expired_at: null })
  const done = await completed()
  await sweepResults(stack, stack.clock.now(), days(1), { signal: AbortSignal.abort() })
  expect((await stack.jobs.get(done))?.result_run).toBe(1)
})

it('results that a later run has replaced go after a week; the last good ones stay', async () => {
  const { stack } = own
  const id = await completed()
  await restartJob(deps(), id, {}, { principal })
  // While the new run goes on the old results are the good ones.
  await sweepResults(stack, days(8), null)
  expect(await stack.results.get(id, 1)).not.toBeNull()
  await completeJob(stack, id)
  await sweepResults(stack, days(6), null)
  expect(await stack.results.get(id, 1)).not.toBeNull()
  expect((await sweepResults(stack, days(8), null)).superseded).toBe(1)
  expect(await stack.results.get(id, 1)).toBeNull()
  expect(await stack.results.get(id, 2)).not.toBeNull()
  // What a zombie left of a job that is gone.
  const left = (await stack.results.get(id, 2))!
  await stack.results.put({ ...left, id: 'job-gone.1', job_id: 'job-gone', run: 1 })
  expect((await sweepResults(stack, days(8), null)).superseded).toBe(1)
})
