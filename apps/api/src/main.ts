import { createSealer } from '@async-events/core'
import { createLogger, readConfigOrExit, runUntilSignal } from '@async-events/runtime'
import { openStack } from '@async-events/stack'
import { checkUrl } from '@async-events/web'
import { buildApp } from './build-app.ts'
import { apiConfig } from './config.ts'

const config = readConfigOrExit(apiConfig, process.env)
const log = createLogger({ name: 'api', level: config.LOG_LEVEL })
const stack = await openStack(config, { appName: 'api', log })
const app = await buildApp({
  ...stack,
  auth: config.AUTH ?? 'open',
  sealer: createSealer(config.SECRETS_KEY),
  checkUrl: (url) => void checkUrl(url, { allow: config.FETCH_ALLOW }),
  logger: log,
})

const address = await app.listen({ host: config.HOST, port: config.PORT })
log.info({ address }, 'API listens')

runUntilSignal({
  log,
  graceMs: config.SHUTDOWN_GRACE_MS,
  stop: async () => {
    await app.close()
    await stack.close()
  },
})
