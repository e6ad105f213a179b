import { ApiError, type Client, type Health } from '@async-events/client'
import { isUnreachable } from '../exit-codes.ts'
import { checkAddress } from './check-address.ts'
import type { Env, Finding } from './finding.ts'

interface Service {
  client: Client
  server: string
  env: Env
  signal: AbortSignal
}

/** The servers that the environment names, the API, what it says of its stores, and whether this caller may use it. */
export async function checkService(service: Service): Promise<Finding[]> {
  const { env } = service
  const addresses = [
    checkAddress('Redis', env.REDIS_URL, 6379),
    checkAddress('MongoDB', env.MONGODB_URI, 27017),
  ]
  const named = (await Promise.all(addresses)).filter((finding) => finding !== null)
  return [...named, ...(await checkApi(service))]
}

async function checkApi({ client, server, env, signal }: Service): Promise<Finding[]> {
  const api = { group: 'service', name: 'API' } as const
  try {
    const { checks = {} } = await client.readyz({ signal, maxRetries: 0 })
    const ready: Finding = { ...api, state: 'ok', about: `${server} is ready`, mend: null }
    return [ready, ...storesOf(checks), await checkAccess(client, env, signal)]
  } catch (error) {
    if (isUnreachable(error))
      return [{ ...api, state: 'missing', about: `${server} cannot be reached`, mend: 'npm start' }]
    if (!(error instanceof ApiError)) throw error
    const about = `${server} answers ${error.status}: it is not ready`
    return [{ ...api, state: 'missing', about, mend: null }, ...storesOf(checksIn(error.body))]
  }
}

type Checks = NonNullable<Health['checks']>

/** Stores as the API sees them. */
const storesOf = (checks: Checks): Finding[] =>
  Object.entries(checks).map(([name, { ok, detail }]) => ({
    group: 'service',
    name: `API: ${name}`,
    state: ok ? 'ok' : 'missing',
    about: ok ? '' : (detail ?? 'cannot be used'),
    mend: null,
  }))

/** A service that is not ready says why in the same form. */
function checksIn(body: unknown): Checks {
  const checks = isObject(body) && 'checks' in body && isObject(body.checks) ? body.checks : {}
  return Object.fromEntries(
    Object.entries(checks).flatMap(([name, check]: [string, unknown]) =>
      isObject(check) && 'ok' in check ? [[name, { ok: check.ok === true, ...detailIn(check) }]] : [],
    ),
  )
}

const detailIn = (check: object): { detail?: string } =>
  'detail' in check && typeof check.detail === 'string' ? { detail: check.detail } : {}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A list of one job says whether the key is taken. */
async function checkAccess(client: Client, env: Env, signal: AbortSignal): Promise<Finding> {
  const found = { group: 'service', name: 'access' } as const
  try {
    await client.listJobs({ query: { limit: 1 }, signal, maxRetries: 0 })
    return {
      ...found,
      state: 'ok',
      about: env.ASYNC_EVENTS_API_KEY ? 'by API key' : 'without API key',
      mend: null,
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const isKeyMissing = error.status === 401 && !env.ASYNC_EVENTS_API_KEY
    return {
      ...found,
      state: 'missing',
      about: error.message,
      mend: isKeyMissing ? 'export ASYNC_EVENTS_API_KEY=…' : null,
    }
  }
}
