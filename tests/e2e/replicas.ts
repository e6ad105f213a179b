import { queueNames } from '@async-events/core'
import { startTcpBalancer } from '../harness/tcp-balancer.ts'
import { type App, startApi, startApp } from '../reliability/app.ts'

export interface Replicas {
  /** Of the balancer in front of both APIs. */
  url: string
  pids(): number[]
  stop(): Promise<void>
}

/** A second process of each app of a running service, and a plain TCP balancer in front of the two APIs. */
export async function startReplicas(first: {
  url: string
  /** Of the balancer. */
  port: number
  envOf(app: string): Record<string, string>
}): Promise<Replicas> {
  const second = (name: string): Record<string, string> => {
    const { HEALTH_PORT: _port, METRICS_FOLDER: _folder, ...env } = first.envOf(name)
    return env
  }
  const api = await startApi({ ...second('api'), API_PORT: '0' })
  const others = ['keeper', ...queueNames.map((name) => `worker-${name}`)]
  const apps: App[] = [api, ...others.map((name) => startApp(name, second(name)))]
  await Promise.all(apps.slice(1).map((app) => app.says(' started"')))
  const balancer = await startTcpBalancer(() => [first.url, api.url], first.port)
  return {
    url: `http://127.0.0.1:${balancer.port}`,
    pids: () => apps.filter((app) => app.isRunning).map((app) => app.pid),
    async stop() {
      await balancer.close()
      for (const app of apps) app.signal('SIGTERM')
      await Promise.all(apps.map((app) => app.ended))
    },
  }
}
