/** Publishes a generated conference by the one command, and gives its site to its readers: `--sessions 200`. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { sessions: { type: 'string', default: '200' } } })
if (!/^[1-9]\d{0,3}$/.test(values.sessions))
  throw new RangeError(`--sessions ${values.sessions} is no number of sessions`)
const { status } = spawnSync(
  process.execPath,
  ['scripts/test.ts', '--project=page', '--reporter=verbose', 'tests/page/publish.test.ts'],
  { stdio: 'inherit', env: { ...process.env, SITE_SESSIONS: values.sessions } },
)
process.exit(status ?? 1)
