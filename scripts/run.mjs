// Entry of every npm command. Plain JavaScript that Node 20 understands: it makes sure that the
// packages, Node 24 and the system tools are there, then hands over to Node 24.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildDashboard } from './setup/build-dashboard.mjs'
import { installPackages } from './setup/install-packages.mjs'
import { installTools, wishForTool } from './setup/install-tools.mjs'

const root = join(import.meta.dirname, '..')
const node = join(root, 'node_modules', 'node', 'bin', 'node')

const media = ['ffmpeg', 'pocketsphinx_batch', 'tesseract']

const vitest = 'node_modules/vitest/vitest.mjs'
const biome = 'node_modules/@biomejs/biome/bin/biome'

/** What each task runs, which system tools it needs, and whether it needs the built dashboard. */
const tasks = {
  demo: { script: 'demo/src/demo.ts', tools: ['redis-server', ...media], dashboard: true },
  start: {
    script: 'apps/local/src/start.ts',
    dashboard: true,
    tools: [...(process.env.REDIS_URL ? [] : ['redis-server']), ...media],
  },
  dev: {
    script: 'apps/local/src/dev.ts',
    dashboard: true,
    tools: [...(process.env.REDIS_URL ? [] : ['redis-server']), ...media],
  },
  test: {
    script: 'scripts/test.ts',
    tools: ['redis-server', 'unzip', 'curl', ...media],
    wishes: ['chromium'],
    dashboard: true,
  },
  bench: { script: 'scripts/bench.ts', tools: [], dashboard: true },
  hostile: { script: 'tests/hostile/main.ts', tools: ['redis-server', ...media] },
  chaos: { script: 'tests/chaos/main.ts', tools: ['redis-server', ...media] },
  clients: { script: 'tests/clients/main.ts', tools: ['redis-server', ...media] },
  'test:monitoring': { script: 'tests/monitoring/main.ts', tools: ['redis-server', ...media] },
  'test:cluster': { script: 'tests/cluster/main.ts', tools: [] },
  schemathesis: { script: 'tests/clients/schemathesis.ts', tools: ['redis-server', ...media] },
  'test:long': {
    script: 'scripts/test.ts',
    args: ['--project=long'],
    tools: ['redis-server', 'unzip', 'curl', ...media],
  },
  'test:unit': { script: 'scripts/test.ts', args: ['--project=unit'], tools: [] },
  // The packed command line with Node 20, 22 and 24, or the versions that are named.
  'test:packed': { script: 'tests/packed/try-cli.ts', tools: [] },
  'test:collector': { script: 'tests/collector/main.ts', tools: [] },
  // A generated conference from its schedule to its site, and what that costs: --sessions 200
  'test:site': {
    script: 'scripts/test-site.ts',
    dashboard: true,
    tools: ['redis-server', ...media],
    wishes: ['chromium'],
  },
  'test:search-engines': { script: 'scripts/test-search-engines.ts', tools: [] },
  'test:s3': { script: 'scripts/test-s3.ts', tools: ['redis-server'] },
  // The end-to-end tests against two processes of each app behind a balancer.
  'test:replicas': {
    script: 'scripts/test.ts',
    args: ['--project=e2e'],
    dashboard: true,
    env: { E2E_REPLICAS: '2' },
    tools: ['redis-server', 'unzip', 'curl', ...media],
  },
  'test:containers': {
    script: vitest,
    args: ['run', '--project=containers', '--reporter=verbose'],
    tools: [],
    // Of testcontainers: the container that removes what a dead run left is an image to fetch.
    env: { TESTCONTAINERS_RYUK_DISABLED: 'true' },
  },
  'test:watch': { script: vitest, args: ['watch', '--project=unit'], tools: [] },
  check: { script: 'scripts/check.ts', tools: [] },
  fix: { script: biome, args: ['check', '--write', '.'], tools: [] },
  typecheck: { script: 'scripts/typecheck.ts', tools: [] },
  generate: { script: 'scripts/generate.ts', tools: [] },
  'build:dashboard': { tools: [], dashboard: true },
  'pack:all': { script: 'scripts/pack-packages.ts', tools: [], cwd: process.env.INIT_CWD },
  sbom: { script: 'scripts/sbom.ts', tools: [] },
  // From the folder in which npm was called: its arguments name files there.
  cli: { script: 'apps/cli/src/async-events.ts', tools: [], cwd: process.env.INIT_CWD },
  models: { script: 'apps/cli/src/main.ts', args: ['models'], tools: [] },
  verify: { script: 'apps/cli/src/main.ts', args: ['verify'], tools: [] },
  mcp: { script: 'apps/mcp/src/main.ts', tools: [] },
  keys: { script: 'apps/cli/src/main.ts', args: ['keys'], tools: [] },
  search: { script: 'apps/cli/src/main.ts', args: ['search'], tools: [] },
}

const [name, ...rest] = process.argv.slice(2)
const task = tasks[name]
if (!task) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(tasks).join('|')}`)
  process.exit(2)
}

try {
  installPackages(root)
  installTools(task.tools)
  for (const tool of task.wishes ?? []) wishForTool(tool)
  if (task.dashboard) buildDashboard(root)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

if (task.script === undefined) process.exit(0)

const bin = join(root, 'node_modules', '.bin')
const child = spawn(node, [join(root, task.script), ...(task.args ?? []), ...rest], {
  cwd: task.cwd ?? root,
  stdio: 'inherit',
  env: {
    // What Node has compiled, and stripped of its types, is kept for the next start: apps start in half the time.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
    ...process.env,
    ...task.env,
    PATH: `${join(root, 'node_modules', 'node', 'bin')}:${bin}:${process.env.PATH}`,
  },
})
// Ctrl-C in a terminal reaches the child by itself; whoever signals this process alone means the child.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
process.on('SIGTERM', () => child.kill('SIGTERM'))
// npm ends on a signal without passing it on; whoever started this is gone then.
const parent = process.ppid
setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500)
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
