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
export { watchCensus } from './metrics/census-metrics.ts'
export { type ChildMemory, createChildMetrics } from './metrics/child-metrics.ts'
export { measuredFetch } from './metrics/fetch-metrics.ts'
export { createHttpMetrics, type HoldKind, type HttpMetrics } from './metrics/http-metrics.ts'
export { createJobMetrics } from './metrics/job-metrics.ts'
export { createKeeperMetrics, type KeeperPass } from './metrics/keeper-metrics.ts'
export { createMetrics, type Metrics } from './metrics/metrics.ts'
export { sharedPage, shareMetrics } from './metrics/metrics-folder.ts'
export { watchSearchIndex } from './metrics/search-metrics.ts'
export { createStepMetrics, type StepMetrics, type StepOutcomeName } from './metrics/step-metrics.ts'
export { createStoreMetrics, type StoreMetrics, type StoreName } from './metrics/store-metrics.ts'
export { createWebhookMetrics } from './metrics/webhook-metrics.ts'
export { InvalidConfig, readConfig, readConfigOrExit } from './read-config.ts'
export { redactSecrets } from './redact-secrets.ts'
export { type Running, type RunOptions, runUntilSignal } from './run-until-signal.ts'
export { type OpenTracing, openTracing, type TracingOptions } from './tracing.ts'
export { type TracingConfig, tracingConfig } from './tracing-config.ts'
export { watchEventLoop } from './watch-event-loop.ts'
