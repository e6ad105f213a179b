/**
 * Installs the packed command line in an empty folder and runs it there, with each version of Node that is named (20, 22 and 24
 * by default), or with `--here` with this one and without a network. `ASYNC_EVENTS_URL` may name a running service.
 * Ends with 1 when anything is not as it should be.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packBoth } from './stage.mjs'

const given = process.argv.slice(2)
const isHere = given.includes('--here')
const versions = isHere ? [process.versions.node] : given.length > 0 ? given : ['20', '22', '24']
/** What each command line may end with: `doctor` finds something missing on most machines. */
const commands = [
  [['--version'], [0]],
  [['--help'], [0]],
  [['completion', 'bash'], [0]],
  [
    ['doctor', '--json'],
    [0, 1],
  ],
  [['list', '--json'], [process.env.ASYNC_EVENTS_URL ? 0 : 6]],
  [['submit', 'https://example.org/'], [process.env.ASYNC_EVENTS_URL ? 2 : 6]],
]

const folder = mkdtempSync(join(tmpdir(), 'async-events-packed-'))
try {
  const tarballs = await packBoth(folder)
  for (const version of versions) tryWith(version, tarballs, join(folder, version))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function tryWith(version, tarballs, place) {
  const project = join(place, 'project')
  mkdirSync(project, { recursive: true })
  install(project, '--offline', ...tarballs)
  const node = isHere ? process.execPath : nodeOf(version, join(place, 'runtime'))
  const shown = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  const program = join(project, 'node_modules', '.bin', 'async-events')
  for (const [args, expected] of commands) {
    const { status, stderr } = spawnSync(node, [realpathSync(program), ...args], {
      cwd: project,
      encoding: 'utf8',
    })
    const isRight = expected.includes(status)
    if (!isRight) process.exitCode = 1
    console.log(
      `Node ${shown}: async-events ${args.join(' ')} ended with ${status}${isRight ? '' : `:\n${stderr}`}`,
    )
  }
}

/** Node itself, as a package of npm. */
function nodeOf(version, place) {
  mkdirSync(place)
  install(place, `node@${version}`)
  return join(place, 'node_modules', 'node', 'bin', 'node')
}

function install(place, ...what) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', place, ...what], { cwd: place })
}
