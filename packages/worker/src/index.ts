export { type ExecuteDeps, executeStep, leaseMs, type RunningStep, type StopReason } from './execute-step.ts'
export type { LoadedProcessor } from './run-processor.ts'
export { runWorker, type WorkerOptions } from './run-worker.ts'
export { workerConfig } from './worker-config.ts'
