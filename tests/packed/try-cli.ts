/**
 * Packs the command line, installs it in an empty folder and runs it there: `node tests/packed/try-cli.ts` with Node 20, 22
 * and 24, which npm brings, with the versions that are named, or with `--here` with this Node and without a network.
 * `ASYNC_EVENTS_URL` may name a running service, and `TALK_URL` the page of a talk that it can read. Ends with 1 when anything
 * is not as it should be.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installTarballs, packPackage } from '@async-events/testkit/pack-package'

const given = process.argv.slice(2)
const isHere = given.includes('--here')
const versions = isHere ? [process.versions.node] : given.length > 0 ? given : ['20', '22', '24']
const hasService = Boolean(process.env.ASYNC_EVENTS_URL)
/** What each command line may end with: `doctor` finds something missing on most machines. */
const commands: [args: string[], codes: (number | null)[]][] = [
  [['--version'], [0]],
  [['--help'], [0]],
  [['completion', 'bash'], [0]],
  [
    ['doctor', '--json'],
    [0, 1],
  ],
  [['list', '--json'], [hasService ? 0 : 6]],
  [['submit', 'https://example.org/'], [hasService ? 2 : 6]],
  ...talkCommands(process.env.TALK_URL),
]

const folder = mkdtempSync(join(tmpdir(), 'async-events-packed-'))
try {
  // In this order: the program names the version of its client
  const tarballs = [await packPackage('packages/client', folder), await packPackage('apps/cli', folder)]
  for (const version of versions) await tryWith(version, tarballs, join(folder, version))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function tryWith(version: string, tarballs: readonly string[], place: string): Promise<void> {
  const project = join(place, 'project')
  await installTarballs(project, {}, tarballs)
  const node = isHere ? process.execPath : nodeOf(version, join(place, 'runtime'))
  const shown = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  const program = realpathSync(join(project, 'node_modules', '.bin', 'async-events'))
  for (const [args, codes] of commands) {
    const { status, stderr } = spawnSync(node, [program, ...args], { cwd: project, encoding: 'utf8' })
    const isRight = codes.includes(status)
    if (!isRight) process.exitCode = 1
    console.log(
      `Node ${shown}: async-events ${args.join(' ')} ended with ${status}${isRight ? '' : `:\n${stderr}`}`,
    )
  }
}

function talkCommands(url: string | undefined): typeof commands {
  const about = ['--event', 'Packed', '--session', 'Talk', '--track', 'main', '--language', 'en']
  return url === undefined ? [] : [[['submit', url, ...about, '--watch'], [0]]]
}

/** Node itself, as a package of npm. */
function nodeOf(version: string, place: string): string {
  mkdirSync(place)
  execFileSync('npm', ['install', '--silent', '--prefix', place, `node@${version}`], { cwd: place })
  return join(place, 'node_modules', 'node', 'bin', 'node')
}
