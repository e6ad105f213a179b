// Fills the compile cache of an image (`NODE_COMPILE_CACHE`) with the modules that its app loads:
// `node infra/compile.mjs APP`, as root. Node looks for them in a folder of the user's number, so they are compiled as the
// user who runs the app, and belong to root afterwards like the code itself.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const user = 1000
const invalidEnvironment = 78
const { PATH, NODE_COMPILE_CACHE: folder = '.compiled' } = process.env
const app = process.argv[2] ?? ''

// This script's own start made it.
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
chownSync(folder, user, user)
// A process that stops on an invalid environment has loaded its app; one that shows its usage, too.
load(
  [`apps/${app}/src/main.ts`, ...(app === 'mcp' ? ['--help'] : [])],
  app === 'mcp' ? 0 : invalidEnvironment,
)
if (existsSync('apps/cli')) load(['apps/cli/src/main.ts'], 2)
if (app.startsWith('worker-')) load(['infra/load-runners.mjs', app.slice('worker-'.length)], 0)
for (const path of [folder, ...globSync('**', { cwd: folder }).map((name) => join(folder, name))]) {
  chownSync(path, 0, 0)
  chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644)
}
if (readdirSync(folder).length === 0) throw new Error('nothing is kept')

function load(args, wanted) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { PATH, NODE_COMPILE_CACHE: folder },
    uid: user,
    gid: user,
    encoding: 'utf8',
  })
  if (status !== wanted) throw new Error(`${args[0]} ended with ${status}: ${stderr}`)
}
