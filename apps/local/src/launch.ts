import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { queueNames } from '@async-events/core'
import { type Embedded, startEmbedded } from '@async-events/embedded'
import { withCurrentNames } from '@async-events/runtime'
import { type AppProcess, startApp } from './app-process.ts'
import { bundleApps, sourceOf } from './bundle/bundle-apps.ts'
import { formerNames, variables } from './variables.ts'

export const appNames = ['api', 'keeper', ...queueNames.map((name) => `worker-${name}` as const)] as const

const root = join(import.meta.dirname, '..', '..', '..')

export interface LaunchOptions {
  env: Record<string, string | undefined>
  dataDir: string
  host: string
  port: number
  /** Extra environment variables for the apps. */
  extra?: Record<string, string>
  /** Node options for an app, which runs from its sources then. */
  nodeArgs?(app: string): readonly string[]
  report(line: string): void
}

export interface LocalStack {
  url: string
  mongodbUri: string
  redisUrl: string
  apps: readonly AppProcess[]
  embedded: Embedded
  stop(): Promise<void>
}

/** Variables that any process needs; the AWS SDK reads more than our schema, such as `AWS_PROFILE`. */
const basics = /^(PATH|HOME|TMPDIR|TZ|LANG|LC_.*|NODE_(OPTIONS|COMPILE_CACHE)|AWS_.*)$/
/** Seven processes cannot share a port, and each has its own mode. */
const notPassedOn = new Set(['HEALTH_HOST', 'HEALTH_PORT', 'METRICS_FOLDER', 'NODE_ENV'])
const known = new Set(variables.filter((name) => !notPassedOn.has(name)))

/** Starts the servers that the environment does not name, then every app; resolves when the API is ready. */
export async function launch({
  env: environment,
  dataDir,
  host,
  port,
  extra = {},
  nodeArgs,
  report,
}: LaunchOptions): Promise<LocalStack> {
  const { env, warnings } = withCurrentNames(formerNames, environment)
  for (const warning of warnings) report(warning)
  const folder = resolve(dataDir)
  const logFolder = join(folder, 'logs')
  mkdirSync(logFolder, { recursive: true })
  const bundling =
    nodeArgs === undefined
      ? bundleApps({ root, apps: appNames, report })
      : { fileOf: (app: string) => sourceOf(root, app), close() {} }
  const starting = startEmbedded({
    dataDir: folder,
    mongo: !env.MONGODB_URI,
    redis: !env.REDIS_URL,
    sync: env.EMBEDDED_SYNC === 'full' ? 'full' : 'normal',
    path: env.PATH,
    log: {
      debug: () => {},
      warn: (_, message) => report(message),
      error: (data, message) => report(`${message} ${JSON.stringify(data)}`),
    },
  })
  const [embedded, bundles] = await Promise.all([starting, bundling])
  const mongodbUri = env.MONGODB_URI || embedded.mongodbUri || ''
  const redisUrl = env.REDIS_URL || embedded.redisUrl || ''
  const url = urlOf(host, port)
  // On the address that listens; what listens on all is reached on the loopback one.
  const samples = `${urlOf(/^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host, port)}/samples/`
  // Not in the data folder: the path of a Unix socket has at most 107 bytes (unix(7)).
  const metricsFolder = mkdtempSync(join(tmpdir(), 'async-events-metrics-'))
  const appEnv: Record<string, string> = {
    ...Object.fromEntries(
      Object.entries(env).flatMap(([key, value]) =>
        value !== undefined && (known.has(key) || basics.test(key)) ? [[key, value]] : [],
      ),
    ),
    MONGODB_URI: mongodbUri,
    REDIS_URL: redisUrl,
    DATA_DIR: folder,
    // DNS lookups share libuv's thread pool with files; a slow DNS server must not block all of it.
    UV_THREADPOOL_SIZE: env.UV_THREADPOOL_SIZE || '16',
    // A DNS lookup also delays the exit of its process, by the C library's default 10 s per name server.
    RES_OPTIONS: env.RES_OPTIONS || 'timeout:1 attempts:2',
    SECRETS_KEY: env.SECRETS_KEY || keptSecret(join(folder, 'secrets.key')),
    API_PUBLIC_URL: env.API_PUBLIC_URL || url,
    SEARCH_URL: env.SEARCH_URL || 'data',
    API_HOST: host,
    API_PORT: String(port),
    API_SAMPLES: samples,
    METRICS_FOLDER: metricsFolder,
    ...extra,
    FETCH_ALLOW: [extra.FETCH_ALLOW ?? env.FETCH_ALLOW, samples].filter(Boolean).join(','),
  }
  // For command-line tools next to the running service, such as `npm run keys`.
  const servers = join(folder, 'servers.json')
  rmSync(servers, { force: true })
  writeFileSync(servers, JSON.stringify({ mongodb_uri: mongodbUri, redis_url: redisUrl }), { mode: 0o600 })
  const apps = appNames.map((name) =>
    startApp({
      name,
      file: bundles.fileOf(name),
      env: appEnv,
      nodeArgs: nodeArgs?.(name) ?? [],
      logFolder,
      report,
    }),
  )
  const stop = async (): Promise<void> => {
    await Promise.all(apps.map((app) => app.stop(15_000)))
    await embedded.stop()
    bundles.close()
    rmSync(servers, { force: true })
    rmSync(metricsFolder, { recursive: true, force: true })
  }
  try {
    await untilReady(url, apps)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, mongodbUri, redisUrl, apps, embedded, stop }
}

const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

/** Generated once, readable by this user only: data it encrypted must stay readable after a restart. */
function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const readyLimitMs = 90_000

async function untilReady(url: string, apps: readonly AppProcess[]): Promise<void> {
  const until = performance.now() + readyLimitMs
  while (performance.now() < until) {
    const problems = apps.flatMap((app) => app.misconfigured ?? [])
    if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'))
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.status === 200) return
    await answer?.body?.cancel()
    await new Promise((done) => setTimeout(done, 100))
  }
  const down = apps.filter((app) => app.pid === null).map((app) => app.name)
  throw new Error(
    `The API was not ready after ${readyLimitMs / 1000} s.${down.length > 0 ? ` Down: ${down.join(', ')}.` : ''}`,
  )
}
