import { runKeys, usage } from './keys.ts'

const [command, ...args] = process.argv.slice(2)
if (command !== 'keys') {
  console.error(usage)
  process.exit(2)
}
try {
  process.exitCode = await runKeys(args, process.env, console.log)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
