/** The keeper as it is started: its environment, its rhythm, its end. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { testDatabaseUri, testPrefix, testRedisUrl, until } from '@async-events/testkit'
import { inherited } from '@async-events/testkit/inherited'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startReceiver } from './receiver.ts'
import { openWebhookBench, sealKey, type WebhookBench } from './webhook-bench.ts'

const mongodbUri = testDatabaseUri()
let bench: WebhookBench
beforeAll(async () => {
  bench = await openWebhookBench(mongodbUri)
})
afterAll(() => bench?.close())

it('delivers within a second or so, and gives back at its end what it is at', async () => {
  const receiver = await startReceiver()
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
  const keeper = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    env: {
      ...inherited(),
      MONGODB_URI: mongodbUri,
      REDIS_URL: testRedisUrl(),
      QUEUE_PREFIX: testPrefix(),
      DATA_DIR: bench.dataDir,
      SECRETS_KEY: sealKey,
      WEBHOOK_SECRET: secret,
      FETCH_ALLOW: receiver.host,
      SHUTDOWN_GRACE: '2000ms',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  keeper.stdout.on('data', (chunk) => {
    output += chunk
  })
  const exit = new Promise<number | null>((resolve) => keeper.once('exit', (code) => resolve(code)))
  await until(() => output.includes('keeper started'), 15_000, 'the keeper runs')

  const began = performance.now()
  const first = await bench.tell(bench.webhook(`${receiver.origin}/`))
  await until(() => receiver.received.length === 1, 10_000, 'the receiver is told')
  expect(performance.now() - began).toBeLessThan(3_000)
  await until(async () => (await bench.read(first)).state === 'delivered', 10_000, 'it counts as delivered')
  expect((await bench.read(first)).log[0]?.signed).toBe(true)

  receiver.answer = () => {}
  const second = await bench.tell(bench.webhook(`${receiver.origin}/`))
  await until(() => receiver.received.length === 2, 10_000, 'it is at the second one')
  keeper.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(await bench.read(second)).toMatchObject({ state: 'pending', attempts: 0, token: null })
  await receiver.close()
})
