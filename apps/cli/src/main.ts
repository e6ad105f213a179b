import { AppError } from '@async-events/core'
import { terminalOutput } from '@async-events/models'
import { InvalidConfig, redactSecrets } from '@async-events/runtime'
import { usage as keysUsage, runKeys } from './keys.ts'
import { modelsUsage, runModels } from './models.ts'
import { printable } from './printable.ts'
import { runSearch, usage as searchUsage } from './search.ts'

const [command, ...args] = process.argv.slice(2)
try {
  if (command === 'keys') process.exitCode = await runKeys(args, process.env, console.log)
  else if (command === 'models') process.exitCode = await models()
  else if (command === 'search') process.exitCode = await runSearch(args, process.env, console.log)
  else if (command === 'verify') process.exitCode = await verify()
  else {
    console.error(
      `${keysUsage}\n\n${modelsUsage}\n\n${searchUsage}\n\nusage:\n  verify FILE.zip [--job JOB_ID]`,
    )
    process.exitCode = 2
  }
} catch (error) {
  // What a driver says may hold the password of its connection string.
  const said = redactSecrets(error instanceof Error ? error.message : String(error))
  const code = error instanceof AppError ? ` [${error.code}]` : ''
  console.error(error instanceof InvalidConfig ? said : `${printable(said)}${code}`)
  process.exitCode = 1
}

/** Loaded on demand: it brings the processors. */
async function verify(): Promise<number> {
  const { runVerify } = await import('./verify.ts')
  return runVerify(args, process.env, console.log)
}

async function models(): Promise<number> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  const output = terminalOutput(process.stdout)
  try {
    return await runModels(args, { env: process.env, output, signal: stop.signal })
  } catch (error) {
    if (!stop.signal.aborted) throw error
    output.line('Stopped. The same command goes on where this one has stopped.')
    return 130
  }
}
