import { spawn } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { inherited } from '@async-events/testkit/inherited'
import { type Generator, type Step, steps, type Tool } from './generator.ts'

const here = import.meta.dirname
const document = join(here, '../../docs/openapi.json')

/** What programs of other languages keep of their packages, and find them by. */
const caches = [
  'HOME',
  'GOPATH',
  'GOCACHE',
  'GOFLAGS',
  'GOPROXY',
  'GOSUMDB',
  'CARGO_HOME',
  'RUSTUP_HOME',
  'JAVA_HOME',
]
const certificates = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
  'PIP_CERT',
  'PIP_INDEX_URL',
  'PIP_CONFIG_FILE',
]

export interface Outcome {
  generator: Generator
  missing: readonly Tool[]
  /** How far it came. */
  phase: 'absent' | 'generate' | 'compile' | 'use' | 'done'
  did: readonly Step[]
  /** The last lines of what failed; null if nothing did. */
  problem: string | null
  seconds: number
}

export interface Place {
  /** A folder for this generator alone; what was installed there before is used again. */
  folder: string
  serviceUrl: string
  talkUrl: string
  /** Milliseconds for each command. */
  timeout: number
}

/** Makes a client, compiles it with the program that uses it, and runs that against a service. */
export async function runGenerator(generator: Generator, place: Place): Promise<Outcome> {
  const started = performance.now()
  const ran = { generator, did: [] as Step[], missing: [] as Tool[] }
  const outcome = (phase: Outcome['phase'], problem: string | null): Outcome => ({
    ...ran,
    phase,
    problem,
    seconds: (performance.now() - started) / 1000,
  })
  layOut(generator, place.folder)
  for (const tool of generator.needs) if ((await run(tool.check, place)).code !== 0) ran.missing.push(tool)
  if (ran.missing.length > 0) return outcome('absent', null)
  for (const phase of ['generate', 'compile'] as const)
    for (const command of generator[phase]) {
      const { code, output } = await run(command, place)
      if (code !== 0) return outcome(phase, `${command}\n${lastLines(output)}`)
    }
  const { code, output } = await run(generator.use, place)
  ran.did = steps.filter((step) => new RegExp(`^did ${step}$`, 'm').test(output))
  const expected = steps.filter((step) => generator.cannot?.[step] === undefined)
  const lacking = expected.filter((step) => !ran.did.includes(step))
  if (code !== 0 || lacking.length > 0)
    return outcome('use', `${generator.use} (without: ${lacking.join(', ')})\n${lastLines(output)}`)
  return outcome('done', null)
}

/** Its files next to the document, and for Node the packages of the tests. */
function layOut({ folder, files }: Generator, to: string): void {
  for (const old of ['generated', 'client']) rmSync(join(to, old), { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  for (const file of files) cpSync(join(here, folder, file), join(to, file), { recursive: true })
  copyFileSync(document, join(to, 'openapi.json'))
  writeFileSync(join(to, 'package.json'), '{"private":true,"type":"module"}\n')
  const packages = join(to, 'node_modules')
  if (!existsSync(packages)) symlinkSync(join(here, '../node_modules'), packages)
}

async function run(command: string, place: Place): Promise<{ code: number | null; output: string }> {
  const env = inherited(...caches, ...certificates)
  const bins = [join(here, '../../node_modules/.bin'), join(here, '../node_modules/.bin')]
  const child = spawn('bash', ['-euo', 'pipefail', '-c', command], {
    cwd: place.folder,
    env: {
      ...env,
      PATH: [...bins, env.PATH].join(':'),
      ASYNC_EVENTS_URL: place.serviceUrl,
      TALK_URL: place.talkUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: place.timeout,
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [printed, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, output: `${printed}${complaints}` }
}

const lastLines = (output: string): string => output.trimEnd().split('\n').slice(-25).join('\n')
