/** A keeper that is told to stop in the middle of a long pass: see `every`. */
import { keepBatches, removeAbandoned } from '@async-events/core'
import { buildBatch, buildJob, type OwnStack, openOwnStack } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let own: OwnStack
beforeAll(async () => {
  own = await openOwnStack()
})
afterAll(() => own?.close())

/** Aborted after progress was reported so many times. */
const times = (most: number) => {
  const controller = new AbortController()
  let reported = 0
  return {
    signal: controller.signal,
    progress: () => {
      if (reported++ >= most) controller.abort()
    },
  }
}
const halfCreated = { hold: 'creating', creation: 'c', listed: false } as const

it('leaves the rest of the batches to the next pass, and says so', async () => {
  const { stack } = own
  const batches = Array.from({ length: 3 }, () => buildBatch())
  const jobs = batches.map((batch) => buildJob({ ...halfCreated, batch_id: batch.id }))
  for (const batch of batches) await stack.batches.insert(batch)
  await stack.jobs.insert(jobs)
  const held = async (): Promise<number> =>
    (await Promise.all(jobs.map((job) => stack.jobs.get(job.id)))).filter((job) => job?.hold !== null).length

  expect(await keepBatches(stack, new Date(0), times(1))).toBe(false)
  expect(await held()).toBe(2)
  expect(await keepBatches(stack, new Date(0))).toBe(true)
  expect(await held()).toBe(0)
})

it('leaves jobs of a batch that never came to be', async () => {
  const { stack } = own
  const created_at = new Date(stack.clock.now().getTime() - 11 * 60_000)
  const jobs = Array.from({ length: 3 }, () => buildJob({ ...halfCreated, batch_id: 'never', created_at }))
  await stack.jobs.insert(jobs)
  const left = async (): Promise<number> => (await Array.fromAsync(stack.jobs.ofBatch('never'))).length

  await removeAbandoned(stack, times(1))
  expect(await left()).toBe(2)
  await removeAbandoned(stack)
  expect(await left()).toBe(0)
})
