/** Runs every block of docs/api.md, and "Use it" of the README, against `npm start` and nothing else. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '@async-events/testkit/free-port'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, type Service, startService } from './service.ts'

const page = readFileSync(join(root, 'docs/api.md'), 'utf8')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

interface Block {
  language: string
  code: string
  /** What it prints, with `…` for what may be anything. */
  expected: string | null
}

interface Section {
  title: string
  blocks: Block[]
}

const [introduction, ...sections] = sectionsOf(page)
const useIt = sectionsOf(readme).filter(({ title }) => title === 'Use it')

function sectionsOf(markdown: string): Section[] {
  return markdown.split(/^## /m).map((part) => {
    const [title = '', ...rest] = part.split('\n')
    return { title, blocks: blocksOf(rest.join('\n')) }
  })
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  for (const [, language = '', code = ''] of markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (language !== 'text') blocks.push({ language, code, expected: null })
    else (blocks.at(-1) as Block).expected = code
  }
  return blocks
}

const folder = mkdtempSync(join(tmpdir(), 'async-events-docs-'))
let service: Service
let receiverPort: number
const background: { child: ChildProcess; output: string }[] = []

beforeAll(async () => {
  receiverPort = await freePort()
  service = await startService({ env: { FETCH_ALLOW: `127.0.0.1:${receiverPort}` } })
  // As in a project of one's own that has the client installed.
  mkdirSync(join(folder, 'node_modules/@async-events'), { recursive: true })
  symlinkSync(join(root, 'packages/client'), join(folder, 'node_modules/@async-events/client'))
  // And the repository's command line, which asks the service of the documentation.
  const scripts = { cli: `node ${join(root, 'scripts/run.mjs')} cli` }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts }))
})
afterAll(async () => {
  for (const { child } of background) child.kill()
  await service?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** With the addresses of this run. */
const here = (code: string): string =>
  code
    .replaceAll('http://127.0.0.1:5000', service.url)
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${receiverPort}`)
    .replaceAll('listen(8787', `listen(${receiverPort}`)

function start(command: string, args: string[]): ChildProcess {
  return spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', ASYNC_EVENTS_URL: service.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(command: string, args: string[]): Promise<string> {
  const child = start(command, args)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (!child.stdout || !child.stderr) throw new Error('no output')
  const [printed, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  expect(code, `${args.at(-1)}\n${printed}\n${complaints}`).toBe(0)
  return printed
}

let files = 0
function fileOf(code: string): string {
  files += 1
  const file = join(folder, `block-${files}.ts`)
  writeFileSync(file, here(code))
  return file
}

const prelude = introduction?.blocks[0]?.code ?? ''
const runners: Record<string, (code: string) => Promise<string>> = {
  sh: (code) => run('bash', ['-euo', 'pipefail', '-c', here(prelude + code)]),
  ts: async (code) => {
    if (!code.includes('.listen(')) return run(process.execPath, [fileOf(code)])
    const server = { child: start(process.execPath, [fileOf(code)]), output: '' }
    background.push(server)
    for (const stream of [server.child.stdout, server.child.stderr])
      stream?.on('data', (chunk) => {
        server.output += chunk
      })
    await until(() => server.output !== '', 30_000, 'the receiver says something')
    expect(server.output).toContain('listening')
    return server.output
  },
  json: async (code) => runWorkflow(JSON.parse(here(code))),
}

const escapeRegex = (given: string): string => given.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A line of `…` stands for any number of lines, one inside a line for anything. */
function patternOf(expected: string): RegExp {
  const lines = expected.trimEnd().split('\n')
  const source = lines.map((line) =>
    line === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(escapeRegex).join('.*')}\\n`,
  )
  return new RegExp(`^${source.join('')}$`)
}

async function endAsPrinted({ title, blocks }: Section): Promise<void> {
  expect(blocks.length).toBeGreaterThan(0)
  for (const { language, code, expected } of blocks) {
    const runner = runners[language]
    if (!runner) throw new Error(`${title}: a block of "${language}"`)
    const printed = await runner(code)
    if (expected !== null) expect(`${printed.trimEnd()}\n`, code).toMatch(patternOf(expected))
  }
}

it.each(useIt)('README: $title', endAsPrinted, 120_000)

it.each(sections)(
  '$title',
  async (section) => {
    const { title } = section
    expect(page).toContain(
      `(#${title
        .toLowerCase()
        .replace(/[^a-z0-9 ]/g, '')
        .replaceAll(' ', '-')})`,
    )
    await endAsPrinted(section)
    if (title !== 'Webhook') return
    const output = () => background.map((server) => server.output).join('')
    await until(() => output().includes('forged'), 5_000, 'the receiver was told')
    expect(output().split('\n').slice(0, 3)).toEqual(['listening', 'genuine: webhook.test', 'forged'])
  },
  120_000,
)

it('the TypeScript of the page is what the client takes', async () => {
  for (const { blocks } of sections)
    for (const { language, code } of blocks) if (language === 'ts') fileOf(code)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
      include: ['*.ts'],
    }),
  )
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder])
}, 60_000)

interface Node {
  name: string
  type: string
  parameters: {
    method?: string
    url?: string
    headerParameters?: { parameters: { name: string; value: string }[] }
    queryParameters?: { parameters: { name: string; value: string }[] }
    jsonBody?: string
    conditions?: { conditions: { leftValue: string; rightValue: string }[] }
    authentication?: string
    options: { response?: { response: { responseFormat: string } } }
  }
}

/** Does what n8n does with its HTTP Request and If nodes, one after the other; whoever waits for a webhook is passed over. */
async function runWorkflow({ nodes }: { nodes: Node[] }): Promise<string> {
  const outputs = new Map<string, unknown>()
  let json: unknown = {}
  const value = (given: string): string => {
    if (!given.startsWith('=')) return given
    return given.slice(1).replace(/\{\{([\s\S]*?)\}\}/g, (_, expression: string) => {
      const evaluate = new Function('$json', '$execution', '$', `return (${expression})`)
      const of = (name: string) => ({ item: { json: outputs.get(name) } })
      return String(
        evaluate(json, { id: 'n8n-1', resumeUrl: 'https://n8n.example.org/webhook-waiting/1' }, of),
      )
    })
  }
  for (const { name, type, parameters } of nodes) {
    for (const { leftValue, rightValue } of parameters.conditions?.conditions ?? [])
      expect(value(leftValue), name).toBe(rightValue)
    if (type !== 'n8n-nodes-base.httpRequest') continue
    const { method, url = '', headerParameters, queryParameters, jsonBody, options } = parameters
    const target = new URL(value(url))
    for (const one of queryParameters?.parameters ?? []) target.searchParams.set(one.name, value(one.value))
    const headers = new Headers(
      headerParameters?.parameters.map((one): [string, string] => [one.name, value(one.value)]),
    )
    expect(parameters.authentication, name).toBe('genericCredentialType')
    headers.set('x-user-id', 'n8n')
    if (jsonBody !== undefined) headers.set('content-type', 'application/json')
    const answer = await fetch(target, {
      ...(method === undefined ? {} : { method }),
      headers,
      ...(jsonBody === undefined ? {} : { body: value(jsonBody) }),
    })
    expect(answer.ok, `${name}: ${answer.status}`).toBe(true)
    if (options.response?.response.responseFormat === 'file')
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0)
    else json = await answer.json()
    outputs.set(name, json)
  }
  expect([...outputs.keys()]).toEqual(['Create job', 'Read the results', 'Download the archive'])
  return ''
}
