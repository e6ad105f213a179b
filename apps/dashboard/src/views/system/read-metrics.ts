export interface Sample {
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}

/** Samples of a page in the text format of Prometheus (version 0.0.4); lines that are none are left out. */
export function readMetrics(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line) ?? []
    const number = Number(value)
    return name === undefined || Number.isNaN(number)
      ? []
      : [{ name, labels: readLabels(labels), value: number }]
  })
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g))
    labels[name] = value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
  return labels
}

export interface QueueFigures {
  queue: string
  /** Steps that run, or null where no worker or keeper tells. */
  running: number | null
  ready: number | null
  /** Later, paused, or waiting for other steps. */
  delayed: number | null
  paused: number | null
  blocked: number | null
  /** Seconds that the longest waiting step has been ready. */
  oldestSeconds: number | null
  /** Steps that all workers together run at a time at most. */
  slots: number | null
  workers: number
}

export interface ServiceFigures {
  queues: readonly QueueFigures[]
  processes: readonly { name: string; version: string | null; isUp: boolean }[]
}

/**
 * What the page shows of the metrics. What is there is told by each keeper, so the highest counts; what workers have is added
 * up (docs/operations.md). With `npm start` all processes are on the page of the API, elsewhere that has its own only.
 */
export function figuresOf(samples: readonly Sample[]): ServiceFigures {
  const names = new Set(
    samples.filter(({ name }) => queueMetrics.has(name)).map(({ labels }) => labels.queue ?? ''),
  )
  const most = (name: string, labels: Record<string, string>): number | null =>
    among(samples, name, labels).reduce<number | null>(
      (max, { value }) => Math.max(max ?? value, value),
      null,
    )
  const queues = [...names].sort().map((queue): QueueFigures => {
    const slots = among(samples, 'async_events_worker_slots', { queue })
    const steps = (state: string): number | null => most('async_events_steps', { queue, state })
    return {
      queue,
      running: steps('running'),
      ready: steps('ready'),
      delayed: steps('delayed'),
      paused: steps('paused'),
      blocked: steps('blocked'),
      oldestSeconds: most('async_events_oldest_ready_step_age_seconds', { queue }),
      slots: slots.length === 0 ? null : slots.reduce((sum, { value }) => sum + value, 0),
      workers: slots.length,
    }
  })
  return { queues, processes: processesOf(samples) }
}

const queueMetrics = new Set([
  'async_events_steps',
  'async_events_worker_slots',
  'async_events_oldest_ready_step_age_seconds',
])

function processesOf(samples: readonly Sample[]): ServiceFigures['processes'] {
  const versions = new Map(
    samples
      .filter(({ name }) => name === 'async_events_build_info')
      .map(({ labels }) => [labels.process ?? labels.component ?? '', labels.version ?? null] as const),
  )
  const up = new Map(
    samples
      .filter(({ name }) => name === 'async_events_process_up')
      .map(({ labels, value }) => [labels.process ?? '', value === 1] as const),
  )
  return [...new Set([...versions.keys(), ...up.keys()])]
    .sort()
    .map((name) => ({ name, version: versions.get(name) ?? null, isUp: up.get(name) ?? true }))
}

const among = (samples: readonly Sample[], wanted: string, given: Record<string, string>): Sample[] =>
  samples.filter(
    ({ name, labels }) =>
      name === wanted && Object.entries(given).every(([label, value]) => labels[label] === value),
  )
