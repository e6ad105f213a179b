import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Metrics of a process, in the text format of Prometheus. */
export interface Metrics {
  /** Duration of a step, by processor and outcome. */
  step(
    processor: string,
    outcome: 'completed' | 'cached' | 'skipped' | 'failed' | 'given_back' | 'stopped',
    seconds: number,
  ): void
  /** Duration of a request, by route pattern: ids would each make a series. */
  request(method: string, route: string, status: number, seconds: number): void
  /** Called per scrape: waiting steps, by queue. */
  watchQueues(waiting: () => Promise<Record<string, number>>): void
  contentType: string
  text(): Promise<string>
}

export function createMetrics(app: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ app })
  collectDefaultMetrics({ register: registry })
  const steps = new Histogram({
    name: 'async_events_step_seconds',
    help: 'Time a step took, by processor and outcome',
    labelNames: ['processor', 'outcome'],
    buckets: [0.05, 0.25, 1, 5, 15, 60, 300, 1800],
    registers: [registry],
  })
  const requests = new Histogram({
    name: 'async_events_http_seconds',
    help: 'Time a request took, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  return {
    step: (processor, outcome, seconds) => steps.observe({ processor, outcome }, seconds),
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    watchQueues(waiting) {
      new Gauge({
        name: 'async_events_queue_waiting',
        help: 'Steps that wait in a queue: what to scale its workers by',
        labelNames: ['queue'],
        registers: [registry],
        async collect() {
          // Redis down: no value is better than a wrong one.
          const counts = await waiting().catch(() => null)
          this.reset()
          for (const [queue, count] of Object.entries(counts ?? {})) this.set({ queue }, count)
        },
      })
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
