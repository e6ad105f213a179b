/** After a pause was answered nothing of the batch is claimed, however claims, pauses and repairs interleave. */

import { randomUUID } from 'node:crypto'
import { keepBatches, toggleBatchActive } from '@async-events/core'
import { buildBatch, buildJob, type OwnStack, openOwnStack } from '@async-events/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'

let own: OwnStack
beforeAll(async () => {
  own = await openOwnStack()
})
afterAll(() => own?.close())

const principal = { kind: 'operator' } as const
const act = fc.record({
  kind: fc.constantFrom('claim', 'claim', 'claim', 'claim', 'pause', 'resume', 'keep'),
  place: fc.nat(5),
})

it('every interleaving of claims, pauses, resumes and keepers', async () => {
  const { stack } = own
  let claimedInAll = 0
  let refusedInAll = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 30 }), fc.scheduler(), async (acts, s) => {
      const now = stack.clock.now()
      const batch = buildBatch({ created_at: now })
      const jobs = Array.from({ length: 6 }, (_, place) =>
        buildJob({ batch_id: batch.id, batch_place: place, creation: batch.creation }),
      )
      await stack.jobs.insert(jobs)
      await stack.batches.insert(batch)
      /** How many changes of the batch have been asked for, and the answers that stand: the last one, when no other runs. */
      let asked = 0
      let pausedBy: number | null = null
      const broken: string[] = []
      const toggle = async (isActive: boolean): Promise<void> => {
        asked += 1
        const mine = asked
        pausedBy = null
        await toggleBatchActive(stack, batch.id, isActive, principal)
        // Only when nobody has asked for anything else since does the answer say how things are.
        if (asked === mine) pausedBy = isActive ? null : mine
      }
      const claim = async (place: number): Promise<void> => {
        const job = jobs[place]
        if (!job) return
        const startedPaused = pausedBy
        const lease_until = new Date(stack.clock.now().getTime() + 20_000)
        const current = (await stack.jobs.get(job.id))!
        const result = await stack.orchestrator.transition(current, () => ({
          type: 'claim',
          run: 1,
          step: 'scrape',
          token: randomUUID(),
          lease_until,
        }))
        if (result.ok) claimedInAll += 1
        else if (result.reason === 'held') refusedInAll += 1
        // Begun after the answer to a pause, and paused all the time since.
        if (result.ok && startedPaused !== null && startedPaused === pausedBy) broken.push(job.id)
      }
      const running = acts.map(async ({ kind, place }) => {
        await s.schedule(Promise.resolve())
        if (kind === 'claim') await claim(place)
        else if (kind === 'keep') await keepBatches({ ...stack, ...stack }, new Date(0))
        else await toggle(kind === 'resume')
      })
      await s.waitFor(Promise.all(running))
      expect(broken).toEqual([])
      // Whatever happened, the jobs end up as the batch says.
      const stored = await stack.batches.get(batch.id)
      const holds = (await Array.fromAsync(stack.jobs.ofBatch(batch.id))).map((job) => job.hold)
      expect(holds).toEqual(jobs.map(() => (stored?.isActive ? null : 'paused')))
      await stack.batches.remove(batch.id)
      await stack.orchestrator.idle()
    }),
    { numRuns: 15, seed: 20260301 },
  )
  // Both happened at all; how often depends on how fast the database answers.
  expect(claimedInAll).toBeGreaterThan(0)
  expect(refusedInAll).toBeGreaterThan(0)
}, 120_000)
