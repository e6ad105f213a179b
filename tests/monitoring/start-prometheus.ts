import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@async-events/testkit/free-port'
import { until } from '@async-events/testkit/until'
import { monitoring } from './read-operations.ts'

export interface Prometheus {
  /** Values of an instant query, by the values of the labels that its `by (…)` names. */
  query(promql: string): Promise<ReadonlyMap<string, number>>
  stop(): Promise<void>
}

/** A real Prometheus with the rules of this repository, which scrapes one target every second. */
export async function startPrometheus(target: string): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'async-events-prometheus-'))
  const port = await freePort()
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [join(monitoring, 'rules.yml')],
    scrape_configs: [{ job_name: 'async-events', static_configs: [{ targets: [target] }] }],
  }
  // JSON is YAML.
  const file = join(folder, 'prometheus.yml')
  writeFileSync(file, JSON.stringify(config))
  const child = spawn(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const base = `http://127.0.0.1:${port}`
  await until(
    async () => (await fetch(`${base}/-/ready`).catch(() => null))?.status === 200,
    30_000,
    'Prometheus is ready',
  )
  return {
    async query(promql) {
      const answer = await fetch(`${base}/api/v1/query?query=${encodeURIComponent(promql)}`)
      const body = (await answer.json()) as {
        status: string
        error?: string
        data: { result: { metric: Record<string, string>; value: [number, string] }[] }
      }
      if (body.status !== 'success') throw new Error(`${promql}: ${body.error}`)
      const labels =
        /by \(([^)]*)\)/
          .exec(promql)?.[1]
          ?.split(', ')
          .filter((label) => label !== 'le') ?? []
      return new Map(
        body.data.result.map(({ metric, value }) => [
          labels.map((label) => metric[label] ?? '').join(' '),
          Number(value[1]),
        ]),
      )
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
