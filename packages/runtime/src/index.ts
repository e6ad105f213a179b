export {
  type BaseConfig,
  baseConfig,
  crashConfig,
  type HealthConfig,
  healthConfig,
} from './base-config.ts'
export { type Clock, type ClockOptions, createClock, type SyncedClock } from './clock.ts'
export { dieOnceAt } from './die-once.ts'
export { type FormerNames, withCurrentNames } from './former-names.ts'
export { type HealthChecks, type HealthServer, startHealthServer } from './health-server.ts'
export { createLogger, type LoggerOptions } from './logger.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { InvalidConfig, readConfig, readConfigOrExit } from './read-config.ts'
export { redactSecrets } from './redact-secrets.ts'
export { type Running, type RunOptions, runUntilSignal } from './run-until-signal.ts'
export { watchEventLoop } from './watch-event-loop.ts'
