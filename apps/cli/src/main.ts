import { redactSecrets } from '@async-events/runtime'
import { runKeys, usage } from './keys.ts'
import { printable } from './printable.ts'

const [command, ...args] = process.argv.slice(2)
if (command !== 'keys') {
  console.error(usage)
  process.exit(2)
}
try {
  process.exitCode = await runKeys(args, process.env, console.log)
} catch (error) {
  // What a driver says may hold the password of its connection string.
  console.error(printable(redactSecrets(error instanceof Error ? error.message : String(error))))
  process.exitCode = 1
}
