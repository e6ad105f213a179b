import { boundedLine, type Clock, type JobLogLine, type JobLogStore, type Logger } from '@async-events/core'

const flushMs = 1_000
/** Further lines of an attempt go to the process log only. */
const maxLines = 300

export interface StepLogger extends Pick<Logger, 'info' | 'warn' | 'error'> {
  /** Flushes. Never throws: a lost log line must not fail a step. */
  close(): Promise<void>
}

/** Writes to the process log, which is that of the step, and to the job log that the job's owner can read. */
export function openStepLogger(
  { jobLogs, log, clock }: { jobLogs: JobLogStore; log: Logger; clock: Clock },
  { job_id, run, step }: { job_id: string; run: number; step: string },
): StepLogger {
  let waiting: JobLogLine[] = []
  let said = 0
  let flushing = Promise.resolve()

  const flush = (): void => {
    const lines = waiting
    waiting = []
    if (lines.length === 0) return
    flushing = flushing
      .then(() => jobLogs.append(job_id, run, lines))
      .catch((error: unknown) => log.warn({ err: error }, 'lines of the job log are lost'))
  }
  const timer = setInterval(flush, flushMs)
  const say =
    (level: JobLogLine['level']) =>
    (data: object, message: string): void => {
      log[level](data, message)
      said += 1
      if (said <= maxLines)
        waiting.push(boundedLine({ at: clock.now(), level, step, message, data: { ...data } }))
    }
  return {
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    async close() {
      clearInterval(timer)
      flush()
      await flushing
    },
  }
}
