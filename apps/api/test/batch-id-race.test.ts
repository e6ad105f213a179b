import { expect, it } from 'vitest'
import { callOf } from './call.ts'
import { session, testApp } from './test-app.ts'

it('one id is taken once: of several attempts one is made whole, and nothing is left of the others', async () => {
  const { app, stack, close } = await testApp()
  const call = callOf(app)
  try {
    for (let round = 0; round < 5; round++) {
      const batch_id = `taken-${round}`
      const attempts = await Promise.all(
        [1, 2, 3, 4].map((attempt) =>
          call('POST', 'batches', {
            body: {
              batch_id,
              jobs: Array.from({ length: 20 }, () => ({
                parameters: session(),
                external_id: `a-${attempt}`,
              })),
            },
          }),
        ),
      )
      expect(attempts.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409])
      const made = attempts.find((answer) => answer.status === 201)!
      expect(made.body.batch.total_jobs).toBe(20)
      const left = await Array.fromAsync(stack.jobs.ofBatch(batch_id))
      expect(left.map((job) => job.id)).toEqual(made.body.job_ids)
      expect(left.every((job) => job.hold === null)).toBe(true)
      expect((await call('GET', `batches/${batch_id}`)).body.batch).toMatchObject({
        total_jobs: 20,
        pending_jobs: 20,
      })
    }
  } finally {
    await close()
  }
})
