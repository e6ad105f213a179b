import { parseArgs } from 'node:util'
import { appNames } from './launch.ts'
import { runStack } from './run-stack.ts'

/**
 * `npm run dev`: as `npm start`, and each app starts again when a file that it has loaded changes. The servers stay up.
 * `--inspect <app>` opens that app to a debugger, on `--inspect-port`.
 */
const { values } = parseArgs({
  options: {
    inspect: { type: 'string' },
    'inspect-port': { type: 'string', default: '9229' },
  },
})
const { inspect, 'inspect-port': port } = values
if (inspect !== undefined && !appNames.some((name) => name === inspect)) {
  console.error(`There is no app ${inspect}. --inspect takes one of ${appNames.join(', ')}.`)
  process.exit(2)
}
await runStack({
  nodeArgs: (app) => [
    '--watch',
    '--watch-preserve-output',
    ...(app === inspect ? [`--inspect=127.0.0.1:${port}`] : []),
  ],
})
