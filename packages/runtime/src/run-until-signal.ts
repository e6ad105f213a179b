import { flushCompileCache } from 'node:module'
import type { Logger } from '@async-events/core'

export interface RunOptions {
  log: Pick<Logger, 'info' | 'warn' | 'error' | 'fatal'>
  /** Time limit of `stop`, in milliseconds. */
  graceMs: number
  /** Finishes work and closes resources. `at` names what is waited for, for the log of a stop that takes too long. */
  stop(at: (what: string) => void): Promise<void>
}

export interface Running {
  /** Ends the process as a signal would, for a watchdog. */
  end(reason: string, exitCode?: number): void
}

const exitCodeOf = { SIGINT: 130, SIGTERM: 143 } as const

/**
 * Graceful shutdown. The first SIGTERM or SIGINT runs `stop` and exits with 0, or 1 if `stop` fails or takes longer
 * than `graceMs`. A second signal exits at once. An uncaught error is logged and ends the process with 1 after
 * `stop`, because it leaves an unknown state.
 */
export function runUntilSignal({ log, graceMs, stop }: RunOptions): Running {
  let ending = false
  let code = 0
  let waitsFor = 'stop'

  const end = (reason: string, exitCode = 0): void => {
    code ||= exitCode
    if (ending) return
    ending = true
    log.info({ reason, grace_ms: graceMs }, 'stopping')
    // Not unref'd: it must fire even if `stop` waits on something without an open handle.
    setTimeout(() => {
      log.error({ grace_ms: graceMs, waits_for: waitsFor }, 'did not stop in time')
      process.exit(1)
    }, graceMs)
    // In a promise chain, so that a synchronous throw of `stop` counts as failure.
    Promise.resolve()
      .then(() =>
        stop((what) => {
          waitsFor = what
        }),
      )
      .then(
        () => {
          log.info({}, 'stopped')
          process.exit(code)
        },
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed')
          process.exit(1)
        },
      )
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) {
        log.warn({ signal }, 'second signal, exiting at once')
        process.exit(exitCodeOf[signal])
      }
      end(signal)
    })
  }
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'uncaught error')
    end(origin, 1)
  })
  // Without this Node raises an uncaughtException, which loses a reason that is no Error.
  process.on('unhandledRejection', (reason) => {
    const error = reason instanceof Error ? reason : new Error(`rejected with ${String(reason)}`)
    log.fatal({ err: error, origin: 'unhandledRejection' }, 'uncaught error')
    end('unhandledRejection', 1)
  })

  // Written now, because a process that is killed writes nothing. Without `NODE_COMPILE_CACHE` there is nothing to write.
  flushCompileCache()
  return { end }
}
