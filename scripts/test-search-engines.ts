/**
 * Runs the contract suite of the search index against a real node of OpenSearch (Apache-2.0): that of `SEARCH_TEST_URL`, else one
 * that Maven brings, where Java and Maven are; without either it says so.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../packages/testkit/src/free-port.ts'
import { until } from '../packages/testkit/src/until.ts'

const project = join(import.meta.dirname, '../tests/search-engines/opensearch')
const built = join(import.meta.dirname, '../node_modules/.cache/opensearch-node')

const given = process.env.SEARCH_TEST_URL
if (given !== undefined) process.exitCode = runSuite(given)
else if (spawnSync('mvn', ['-v']).status !== 0) {
  console.log('not run: there is neither SEARCH_TEST_URL nor Java with Maven to start a node of OpenSearch')
} else await withNode(runSuite)

function runSuite(url: string): number {
  const { status } = spawnSync('vitest', ['run', '--project=search-engines', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, SEARCH_TEST_URL: url },
  })
  return status ?? 1
}

/** As Maven builds it: where its classes and libraries are. */
function classpath(): string {
  const list = join(built, 'classpath')
  if (!existsSync(list)) {
    console.log('building a node of OpenSearch, some minutes once')
    mkdirSync(built, { recursive: true })
    const args = ['-q', '-B', '-f', join(project, 'pom.xml'), `-Dbuild=${built}`, 'compile']
    const { status } = spawnSync(
      'mvn',
      [...args, 'dependency:build-classpath', `-Dmdep.outputFile=${list}`],
      {
        stdio: 'inherit',
      },
    )
    if (status !== 0) throw new Error('OpenSearch cannot be built')
  }
  return `${join(built, 'classes')}:${readFileSync(list, 'utf8').trim()}`
}

async function withNode(act: (url: string) => number): Promise<void> {
  const paths = classpath()
  const folder = mkdtempSync(join(tmpdir(), 'async-events-opensearch-'))
  const port = await freePort()
  const node = spawn('java', ['-Xmx1g', '-cp', paths, 'Node', folder, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let output = ''
  node.stdout.on('data', (chunk) => {
    output += chunk
  })
  const ended = new Promise((resolve) => node.once('exit', resolve))
  try {
    await until(() => output.includes('listening') || node.exitCode !== null, 120_000, 'OpenSearch listens')
    if (node.exitCode !== null) throw new Error(`OpenSearch ended: ${output}`)
    process.exitCode = act(`http://127.0.0.1:${port}`)
  } finally {
    node.stdin.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
