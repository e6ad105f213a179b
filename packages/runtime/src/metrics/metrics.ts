import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import manifest from '../../package.json' with { type: 'json' }

/** Metrics of a process, in the text format of Prometheus. */
export interface Metrics {
  /** Where the parts of the process register what they measure. */
  registry: Registry
  contentType: string
  text(): Promise<string>
}

/**
 * With those of Node and of the process. No label names the process on every series: Prometheus adds `job` and `instance`,
 * and `npm start`, which has one page for all, adds `process`.
 */
export function createMetrics(component: string): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'async_events_build_info',
    help: 'Always 1; names the program and its version',
    labelNames: ['component', 'version'],
    registers: [registry],
  }).set({ component, version: manifest.version }, 1)
  return { registry, contentType: registry.contentType, text: () => registry.metrics() }
}
