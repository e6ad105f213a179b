/**
 * Runs the contract suite of the artifact store and the presigned downloads against a real S3-compatible server: versitygw
 * (Apache-2.0), over a folder. Taken from `VERSITYGW` or the PATH, else built where Go is; without either it says so.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { until } from '../packages/testkit/src/until.ts'

const gateway = { module: 'github.com/versity/versitygw/cmd/versitygw', version: 'v1.8.0' }
const binFolder = join(import.meta.dirname, '../node_modules/.cache/versitygw', gateway.version)

const program = findGateway()
if (program === null) {
  console.log('not run: there is neither versitygw (VERSITYGW names its program) nor Go to build it')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'async-events-s3-'))
const credentials = { access: 'gateway-key', secret: 'gateway-secret' }
const port = await freePort()
const server = startGateway(program, port)
try {
  await answering(server, port)
  const { status } = spawnSync('vitest', ['run', '--project=s3', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      S3_TEST_ENDPOINT: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: credentials.access,
      AWS_SECRET_ACCESS_KEY: credentials.secret,
    },
  })
  process.exitCode = status ?? 1
} finally {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
}

function findGateway(): string | null {
  const built = join(binFolder, 'versitygw')
  const onPath = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, 'versitygw'))
  const found = [process.env.VERSITYGW ?? '', ...onPath, built].find(
    (file) => file !== '' && existsSync(file),
  )
  if (found !== undefined) return found
  if (spawnSync('go', ['version']).status !== 0) return null
  console.log(`building ${gateway.module}@${gateway.version}, some minutes once`)
  const { status } = spawnSync('go', ['install', `${gateway.module}@${gateway.version}`], {
    stdio: 'inherit',
    env: { ...process.env, GOBIN: binFolder },
  })
  if (status !== 0) throw new Error('versitygw cannot be built')
  return built
}

function startGateway(file: string, port: number): ChildProcess {
  const [data, sidecar] = ['data', 'attributes'].map((name) => join(folder, name))
  for (const path of [data, sidecar]) if (path !== undefined) mkdirSync(path)
  // Attributes in a folder of their own: not every file system has extended ones.
  const args = ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', '--sidecar', `${sidecar}`, `${data}`]
  const env = {
    ...process.env,
    ROOT_ACCESS_KEY_ID: credentials.access,
    ROOT_SECRET_ACCESS_KEY: credentials.secret,
  }
  return spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'], env })
}

/** Whatever it answers: it is there. */
async function answering(child: ChildProcess, port: number): Promise<void> {
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`versitygw ended with ${child.exitCode}`)
      return fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    },
    20_000,
    'versitygw answers',
  )
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
