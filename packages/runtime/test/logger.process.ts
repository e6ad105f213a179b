/** Run as a process by logger.native.test.ts: logs until SIGTERM, also when nobody reads it any more, and ends then. */
import { createLogger } from '../src/logger.ts'
import { runUntilSignal } from '../src/run-until-signal.ts'

const log = createLogger({ name: 'test', level: 'info' })
const chatter = setInterval(() => log.info('still here'), 5)
runUntilSignal({ log, graceMs: 2_000, stop: async () => clearInterval(chatter) })
