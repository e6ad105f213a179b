import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queueNames } from '@async-events/core'
import { startEmbedded } from '@async-events/embedded'
import { freePort } from '@async-events/testkit/free-port'
import { inherited } from '@async-events/testkit/inherited'
import { casesOf } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { imageCommands } from '../../scripts/lint-infra.ts'
import { root } from './service.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'async-events-images-'))
let servers: Awaited<ReturnType<typeof startEmbedded>>
let env: Record<string, string>

beforeAll(async () => {
  servers = await startEmbedded({
    dataDir,
    path: process.env.PATH,
    mongo: !process.env.MONGODB_URI,
    redis: !process.env.REDIS_URL,
  })
  env = {
    ...inherited(),
    MONGODB_URI: process.env.MONGODB_URI ?? servers.mongodbUri ?? '',
    REDIS_URL: process.env.REDIS_URL ?? servers.redisUrl ?? '',
    DATA_DIR: dataDir,
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
})
afterAll(async () => {
  await servers?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

// The server for language models opens no store; tests/e2e/mcp.test.ts starts it.
const commands = Object.entries(imageCommands()).filter(([target]) => target !== 'mcp')

it('there is an image for every app of the service', () => {
  const apps = ['api', 'keeper', 'mcp', ...queueNames.map((name) => `worker-${name}`)]
  expect(Object.keys(imageCommands()).sort()).toEqual(apps.sort())
})

function run(
  command: string[],
  variables: Record<string, string>,
): { child: ChildProcess; output: () => string; exit: Promise<number | null> } {
  const [file = '', ...args] = command
  // As `node` of this run: the image's own is the same version.
  const child = spawn(file === 'node' ? process.execPath : file, args, {
    cwd: root,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk) => {
    text += chunk
  })
  child.stderr?.on('data', (chunk) => {
    text += chunk
  })
  return {
    child,
    output: () => text,
    exit: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  }
}

it.each(commands)(
  '%s starts by the command of its image, is ready and stops cleanly',
  async (target, command) => {
    const port = await freePort()
    const { child, output, exit } = run(command, {
      ...env,
      [target === 'api' ? 'API_PORT' : 'HEALTH_PORT']: String(port),
    })
    const answer = await until(
      async () => {
        if (child.exitCode !== null) throw new Error(output())
        const found = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
        return found?.status === 200 && found.json()
      },
      30_000,
      `${target} is ready`,
    )
    expect(answer).toMatchObject({ status: 'ok', checks: { mongodb: { ok: true }, redis: { ok: true } } })
    child.kill('SIGTERM')
    expect(await exit, output()).toBe(0)
  },
)

it.each(
  casesOf(
    commands,
    commands.filter(([target]) => /^(api|worker-pdf)$/.test(target)),
  ),
)(
  '%s says everything that is wrong with its configuration at once, and no value',
  async (target, command) => {
    const { output, exit } = run(command, {
      ...inherited(),
      MONGODB_URI: 'secret-value',
      LOG_LEVEL: 'loud',
    })
    expect(await exit).not.toBe(0)
    for (const variable of [
      'MONGODB_URI',
      'REDIS_URL',
      'LOG_LEVEL',
      ...(target === 'api' || target === 'keeper' ? ['SECRETS_KEY'] : []),
    ]) {
      expect(output()).toContain(variable)
    }
    expect(output()).not.toContain('secret-value')
  },
)
