import { crashConfig, readConfigOrExit, withCurrentNames } from '@async-events/runtime'
import { z } from 'zod'
import { type LaunchOptions, launch } from './launch.ts'
import { formerNames } from './variables.ts'

const schema = z.object({
  ...crashConfig,
  API_HOST: z.string().default('127.0.0.1').describe('listen address of the API'),
  API_PORT: z.coerce.number().int().min(1).max(65_535).default(5000).describe('port of the API'),
  DATA_DIR: z.string().default('./data').describe('local data folder'),
})

/** The whole service on this machine until Ctrl-C. */
export async function runStack(options: Pick<LaunchOptions, 'nodeArgs'> = {}): Promise<void> {
  try {
    const { env, warnings } = withCurrentNames(formerNames, process.env)
    for (const warning of warnings) console.warn(warning)
    const config = readConfigOrExit(schema, env)
    let stop: (() => Promise<void>) | null = null
    let asked = 0
    const onSignal = (): void => {
      // A terminal and npm may both forward one Ctrl-C.
      if (asked > 0 && performance.now() - asked > 1_000) process.exit(1)
      if (asked > 0) return
      asked = performance.now()
      console.log('\nStopping …')
      if (!stop) process.exit(0)
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)

    console.log('Starting …')
    const stack = await launch({
      env,
      dataDir: config.DATA_DIR,
      host: config.API_HOST,
      port: config.API_PORT,
      report: (line) => console.error(line),
      ...options,
    })
    stop = stack.stop
    console.log(`
Async Events is ready.

  Dashboard     ${stack.url}/
  API           ${stack.url}/api/event-job
  Documentation ${stack.url}/docs
  Sample talks  ${stack.url}/samples/
  Data          ${config.DATA_DIR} (logs in ${config.DATA_DIR}/logs)

Ctrl-C stops it; your data stays.
`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
