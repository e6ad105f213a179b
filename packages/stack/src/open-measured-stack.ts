import { createJobMetrics, createMetrics, createStoreMetrics, type Metrics } from '@async-events/runtime'
import { openStack, type Stack, type StackOptions } from './open-stack.ts'
import type { StackConfig } from './stack-config.ts'

/** The stack of an app with the metrics that every app has: of its process, its stores, and what it writes of jobs. */
export async function openMeasuredStack(
  config: StackConfig,
  options: Pick<StackOptions, 'appName' | 'log' | 'hasCallers'>,
): Promise<{ stack: Stack; metrics: Metrics }> {
  const metrics = createMetrics(options.appName)
  const stores = createStoreMetrics(metrics.registry)
  const observer = createJobMetrics(metrics.registry)
  const stack = await openStack(config, { ...options, stores, observer })
  stores.watch(stack.isReady)
  return { stack, metrics }
}
