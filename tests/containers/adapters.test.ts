/** The contract suites of the queue and the database against servers in containers of their own. */
import { spawn } from 'node:child_process'
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { hasMongosh } from './compose-project.ts'
import { root } from './root.ts'

const started: StartedTestContainer[] = []

describe.skipIf(!inject('engine'))('adapters', () => {
  /** Another server of MongoDB's protocol plans its queries as it likes. */
  let others: string[] = []
  let env: Record<string, string>
  beforeAll(async () => {
    const redis = await new GenericContainer('redis:7.4')
      .withExposedPorts(6379)
      .withCommand([
        'redis-server',
        '--bind',
        '0.0.0.0',
        '--protected-mode',
        'no',
        '--maxmemory-policy',
        'noeviction',
      ])
      .withWaitStrategy(Wait.forListeningPorts())
      .start()
    started.push(redis)
    const mongodb = await startMongodb()
    started.push(mongodb)
    if (!(await hasMongosh())) others = ['-t', '^(?!.*no query of ours reads a whole collection)']
    const host = mongodb.getHost()
    env = {
      REDIS_URL: `redis://${redis.getHost()}:${redis.getMappedPort(6379)}`,
      MONGODB_URI: `mongodb://${host}:${mongodb.getMappedPort(27017)}/adapters?directConnection=true`,
    }
  })
  afterAll(async () => {
    for (const container of started) await container.stop()
  })

  it.each(['packages/queue', 'packages/mongo'])('%s passes its tests', async (folder) => {
    const { code, output } = await runTests([folder, ...others], env)
    console.log(output.split('\n').slice(-12).join('\n'))
    expect(code, output).toBe(0)
  })
})

/** MongoDB as a replica set of one; another server of its protocol by its own command. */
async function startMongodb(): Promise<StartedTestContainer> {
  const container = new GenericContainer('mongo:8.0')
    .withExposedPorts(27017)
    .withWaitStrategy(Wait.forListeningPorts())
  if (!(await hasMongosh())) return container.start()
  const replicas = await container.withCommand(['mongod', '--replSet', 'rs0', '--bind_ip_all']).start()
  const { exitCode, output } = await replicas.exec(['mongosh', '--quiet', '--eval', 'rs.initiate()'])
  if (exitCode !== 0) throw new Error(output)
  return replicas
}

/** In a process of its own, without the variables of this run. */
function runTests(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project=adapters', '--testTimeout=120000', ...args],
    {
      cwd: root,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}
