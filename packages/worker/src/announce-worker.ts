import type { Logger, WorkerNote, WorkerRegistry } from '@async-events/core'

const everyMs = 15_000

/** Says every few seconds that this worker is there, and what it has; `close` says that it stops. */
export function announceWorker(
  registry: Pick<WorkerRegistry, 'note' | 'forget'>,
  id: string,
  describe: () => Promise<Omit<WorkerNote, 'id'>>,
  log: Pick<Logger, 'debug'>,
): { close(): Promise<void> } {
  // Nothing is decided by it, and the queue's own connection reports that Redis is away.
  const quietly = (act: Promise<void>): Promise<void> =>
    act.catch((error: unknown) => log.debug({ err: error }, 'the worker could not be announced'))
  const say = async (): Promise<void> => registry.note({ id, ...(await describe()) })
  let saying = quietly(say())
  const timer = setInterval(() => {
    saying = quietly(say())
  }, everyMs)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await saying
      await quietly(registry.forget(id))
    },
  }
}
