import { expect, it } from 'vitest'
import { figuresOf, readMetrics } from '../src/views/system/read-metrics.ts'

const page = `# HELP async_events_steps Steps of unfinished jobs
# TYPE async_events_steps gauge
async_events_steps{queue="audio",state="ready",process="keeper"} 3
async_events_steps{queue="audio",state="ready",process="keeper-2"} 4
async_events_steps{queue="audio",state="running",process="keeper"} 1
async_events_oldest_ready_step_age_seconds{queue="audio",process="keeper"} 12.5
async_events_worker_slots{queue="audio",process="worker-audio"} 2
async_events_worker_slots{queue="audio",process="worker-audio-2"} 1
async_events_worker_slots{queue="pdf",process="worker-pdf"} 2
async_events_build_info{component="api",version="0.1.0",process="api"} 1
async_events_process_up{process="api"} 1
async_events_process_up{process="worker-pdf"} 0
odd{name="a \\"quote\\" and \\\\"} NaN
process_cpu_seconds_total 1.5e-3

not a line`

it('reads the text format of Prometheus', () => {
  const samples = readMetrics(page)
  expect(samples).toContainEqual({ name: 'process_cpu_seconds_total', labels: {}, value: 0.0015 })
  expect(readMetrics('x{a="1,\\"2\\"",b="\\n"} 7')).toEqual([
    { name: 'x', labels: { a: '1,"2"', b: '\n' }, value: 7 },
  ])
})

it('takes the highest of what several keepers tell, and adds up what workers have', () => {
  expect(figuresOf(readMetrics(page)).queues).toEqual([
    {
      queue: 'audio',
      running: 1,
      ready: 4,
      delayed: null,
      paused: null,
      blocked: null,
      oldestSeconds: 12.5,
      slots: 3,
      workers: 2,
    },
    expect.objectContaining({ queue: 'pdf', ready: null, slots: 2, workers: 1 }),
  ])
})

it('names the processes, and which of them are away', () => {
  expect(figuresOf(readMetrics(page)).processes).toEqual([
    { name: 'api', version: '0.1.0', isUp: true },
    { name: 'worker-pdf', version: null, isUp: false },
  ])
})

it('knows no queues where only the API tells', () => {
  expect(figuresOf(readMetrics('async_events_build_info{component="api",version="1"} 1'))).toEqual({
    queues: [],
    processes: [{ name: 'api', version: '1', isUp: true }],
  })
})
