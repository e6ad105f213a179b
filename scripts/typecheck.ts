/** The compiler over everything: what runs in Node, and what runs in a browser, whose types are others. */
import { spawnSync } from 'node:child_process'

const projects = ['.', 'apps/dashboard', 'tests/page', 'packages/site/src/look']

const failed = projects.filter((project) => {
  const { status } = spawnSync('tsc', ['-p', project, ...process.argv.slice(2)], { stdio: 'inherit' })
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
