import { cancelJob, createJob, createSealer, type Job, keepJobs, restoreQueue } from '@async-events/core'
import { createLogger } from '@async-events/runtime'
import { openStack, type Stack, stackConfig } from '@async-events/stack'
import { repeat } from '@async-events/testkit/repeat'
import { until } from '@async-events/testkit/until'
import { z } from 'zod'
import { makePlace, type Place } from './place.ts'

/** A place whose API and keeper are this process: what is looked at are workers, which are processes. */
export interface OwnService {
  place: Place
  stack: Stack
  submit(parameters: Record<string, unknown>): Promise<string>
  cancel(id: string): Promise<Job>
  read(id: string): Promise<Job>
  close(): Promise<void>
}

export async function openOwnService(more: Record<string, string>): Promise<OwnService> {
  const place = await makePlace(more)
  const log = createLogger({ name: 'test', level: 'silent' })
  const stack = await openStack(z.object(stackConfig).parse(place.env), { appName: 'test', log })
  await until(
    async () => Object.values(await stack.isReady()).every((check) => check.ok),
    60_000,
    'the stack is ready',
  )
  const deps = {
    ...stack,
    sealer: createSealer(Buffer.alloc(32, 3).toString('base64')),
    checkUrl: () => {},
  }
  const principal = { kind: 'operator' } as const
  // As the keeper does: what fails now is done by the next pass.
  const keeping = repeat(async () => {
    await restoreQueue(stack).catch(() => {})
    await keepJobs(stack).catch(() => {})
  }, 300)
  return {
    place,
    stack,
    submit: async (parameters) => (await createJob(deps, { parameters, use_cache: false }, { principal })).id,
    cancel: (id) => cancelJob(deps, id, principal),
    read: async (id) => {
      const job = await stack.jobs.get(id)
      if (!job) throw new Error('no such job')
      return job
    },
    close: async () => {
      await keeping.stop()
      await stack.close()
      await place.close()
    },
  }
}
