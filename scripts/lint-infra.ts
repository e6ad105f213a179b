/**
 * Checks infra/Dockerfile and docker-compose.yml without Docker: syntax, the rules that keep images and services what
 * they should be, and that each queue of packages/worker/src/queues.ts has its app, its image and its service. Prints
 * `file:line: problem` and exits 1 when there is one. It cannot tell whether an image builds or a base image exists.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  DockerfileParser,
  type Instruction,
  type JSONInstruction,
  type ModifiableInstruction,
} from 'dockerfile-ast'
import { isMap, isNode, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import { formerNames, variables } from '../apps/local/src/variables.ts'
import { duration } from '../packages/core/src/duration.ts'
import { packageOfTool } from '../packages/sandbox/src/packages-of-tools.ts'
import { type QueueNeeds, queues } from '../packages/worker/src/queues.ts'

const root = join(import.meta.dirname, '..')
const dockerfilePath = 'infra/Dockerfile'
const composePath = 'docker-compose.yml'
const queuesPath = 'packages/worker/src/queues.ts'
/** Runs everything on one machine without Docker. */
const appsWithoutImage = ['local', 'cli']
const secretName = /KEY|SECRET|PASSWORD|TOKEN/

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const has = (path: string): boolean => existsSync(join(root, path))

type Report = (line: number, problem: string) => void

// ---- queues ------------------------------------------------------------------------------------------------------

const needsOf = new Map<string, QueueNeeds>(
  Object.entries(queues).map(([queue, needs]) => [`worker-${queue}`, needs]),
)

function lintQueues(report: Report): void {
  for (const [queue, { tools, packages }] of Object.entries(queues)) {
    const main = `apps/worker-${queue}/src/main.ts`
    if (!has(main)) report(1, `the queue ${queue} has no app: ${main} does not exist`)
    else if (!read(main).includes(`runWorker('${queue}', process.env)`))
      report(1, `${main} does not run the worker of the queue ${queue}`)
    for (const tool of tools) {
      const wanted = packageOfTool[tool]?.split(' ') ?? [`(none is known for ${tool})`]
      for (const name of wanted) {
        if (!packages.includes(name)) report(1, `${queue} needs ${tool}, but not its package ${name}`)
      }
    }
  }
  for (const app of appNames()) {
    if (app.startsWith('worker-') && !needsOf.has(app)) report(1, `apps/${app} has no queue here`)
  }
}

// ---- Dockerfile ------------------------------------------------------------------------------------------------

interface Stage {
  name: string
  /** The stage or image it begins from, with build arguments filled in. */
  from: string
  line: number
  instructions: Instruction[]
}

function readStages(): { stages: Stage[]; globals: Map<string, string> } {
  const instructions = DockerfileParser.parse(read(dockerfilePath)).getInstructions()
  const globals = new Map<string, string>()
  const stages: Stage[] = []
  for (const instruction of instructions) {
    const stage = stages.at(-1)
    const words = (instruction.getArgumentsContent() ?? '').split(/\s+/)
    if (instruction.getKeyword() === 'FROM') {
      const [image = '', as = '', name = ''] = words.filter((word) => !word.startsWith('--'))
      const from = image.replace(/\$\{(\w+)\}/g, (whole, variable: string) => globals.get(variable) ?? whole)
      stages.push({
        name: as.toUpperCase() === 'AS' ? name : '',
        from,
        line: lineOf(instruction),
        instructions: [],
      })
    } else if (stage) {
      stage.instructions.push(instruction)
    } else if (instruction.getKeyword() === 'ARG') {
      const [name = '', value = ''] = words.join(' ').split('=')
      globals.set(name, value)
    }
  }
  return { stages, globals }
}

const lineOf = (instruction: Instruction): number => instruction.getRange().start.line + 1
const contentOf = (instruction: Instruction): string => instruction.getArgumentsContent() ?? ''

/** The words of the JSON form; null for the shell form, which would put a shell between signals and the process. */
function jsonForm(instruction: Instruction): string[] | null {
  const words = (instruction as JSONInstruction).getJSONStrings?.().map((word) => word.getJSONValue()) ?? []
  return words.length === 0 ? null : words
}

/** The last instruction of a kind, of the stage or of what it begins from. */
function effective(stages: Stage[], stage: Stage, keyword: string): Instruction | undefined {
  const own = stage.instructions.findLast((instruction) => instruction.getKeyword() === keyword)
  const parent = stages.find((other) => other.name === stage.from)
  return own ?? (parent ? effective(stages, parent, keyword) : undefined)
}

const isTarget = (stage: Stage): boolean =>
  stage.instructions.some((instruction) => instruction.getKeyword() === 'CMD')

/** The command of each target of the Dockerfile, as the image runs it in /app: `{ api: ['node', 'apps/api/…'] }`. */
export function imageCommands(): Record<string, string[]> {
  const { stages } = readStages()
  return Object.fromEntries(
    stages.filter(isTarget).map((stage) => {
      const command = effective(stages, stage, 'CMD')
      return [stage.name, (command && jsonForm(command)) ?? []]
    }),
  )
}

function lintDockerfile(report: Report): void {
  const { stages, globals } = readStages()
  const targets = stages.filter(isTarget)
  checkVersions(stages, globals, report)
  for (const [index, stage] of stages.entries()) {
    const isStage = stages.slice(0, index).some((other) => other.name === stage.from)
    if (stage.name === '') report(stage.line, 'a stage needs a name')
    if (!isStage) checkImage(stage.from, (problem) => report(stage.line, problem))
    for (const instruction of stage.instructions) {
      checkInstruction(instruction, stages.slice(0, index), (problem) => report(lineOf(instruction), problem))
    }
  }
  for (const app of appNames()) {
    if (!targets.some((target) => target.name === app)) report(1, `apps/${app} has no target`)
  }
  for (const target of targets) {
    checkTarget(stages, target, report)
    checkPackages(target, report)
  }
}

/** One place names a version; the Dockerfile cannot read it and has to repeat it. */
function checkVersions(stages: Stage[], globals: Map<string, string>, report: Report): void {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  const node = devDependencies.node
  if (globals.get('NODE_VERSION') !== node) report(1, `NODE_VERSION is not ${node}, as in package.json`)
  const pnpm = /pnpm@([\d.]+)/.exec(read('scripts/setup/install-packages.mjs'))?.[1]
  const args = stages
    .flatMap((stage) => stage.instructions)
    .filter((one) => contentOf(one).startsWith('PNPM_VERSION='))
  for (const arg of args) {
    if (contentOf(arg) !== `PNPM_VERSION=${pnpm}`)
      report(lineOf(arg), `pnpm is not ${pnpm}, as in scripts/setup`)
  }
}

function checkImage(image: string, report: (problem: string) => void): void {
  const tag = /:([^/:@]+)(?:@|$)/.exec(image)?.[1]
  if (tag === undefined) report(`image ${image} names no version`)
  else if (tag === 'latest') report(`image ${image} moves by itself`)
}

/** Every word that Docker knows; the parser takes any. */
const keywords = new Set(
  'ARG CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
)

function checkInstruction(
  instruction: Instruction,
  earlier: Stage[],
  report: (problem: string) => void,
): void {
  const keyword = instruction.getKeyword()
  const content = contentOf(instruction)
  if (!keywords.has(keyword))
    report(keyword === 'ADD' ? 'ADD fetches and unpacks: use COPY' : `${keyword} is not known`)
  if (['CMD', 'ENTRYPOINT'].includes(keyword) && jsonForm(instruction) === null)
    report(`${keyword} needs its JSON form`)
  if (['ARG', 'ENV'].includes(keyword) && secretName.test(content)) report('a secret would stay in the image')
  if (keyword === 'RUN' && content.includes('apt-get install')) {
    if (!content.includes('--no-install-recommends')) report('apt-get install needs --no-install-recommends')
    if (!content.includes('rm -rf /var/lib/apt/lists')) report('the package lists stay in the image')
  }
  if (keyword !== 'COPY') return
  const words = content.split(/\s+/)
  const flags = (instruction as ModifiableInstruction).getFlags()
  const from = flags.find((flag) => flag.getName() === 'from')?.getValue()
  if (flags.some((flag) => ['chown', 'chmod'].includes(flag.getName() ?? '')))
    report('the app could change its own code')
  if (from) {
    if (!earlier.some((stage) => stage.name === from)) report(`no stage ${from} comes before`)
    return
  }
  for (const source of words.slice(0, -1)) {
    if (!has(source)) report(`${source} does not exist`)
    else if (!isInContext(source)) report(`${source} is left out by .dockerignore`)
  }
}

/** For a .dockerignore that leaves out all and names exceptions. */
function isInContext(path: string): boolean {
  const lines = read('.dockerignore').split('\n')
  if (!lines.includes('*')) return true
  return lines.some((line) => line === `!${path}` || path.startsWith(`${line.slice(1)}/`))
}

function checkTarget(stages: Stage[], target: Stage, report: Report): void {
  const wrong = (problem: string) => report(target.line, `target ${target.name}: ${problem}`)
  const main = `apps/${target.name}/src/main.ts`
  const command = imageCommands()[target.name]?.join(' ')
  if (command !== `node ${main}`) wrong(`its command is not node ${main}`)
  if (!has(main)) wrong(`${main} does not exist`)

  const user = effective(stages, target, 'USER')
  if (!user || !/^[1-9]\d*(:\d+)?$/.test(contentOf(user)))
    wrong('does not run as a user that is not root, by number')
  const entrypoint = effective(stages, target, 'ENTRYPOINT')
  if (!entrypoint || !jsonForm(entrypoint)?.[0]?.endsWith('tini'))
    wrong('nothing collects orphaned children: use tini')
  const health = effective(stages, target, 'HEALTHCHECK')
  const url = health && /http:\/\/127\.0\.0\.1:(\d+)\//.exec(contentOf(health))
  if (!health || /^\s*NONE/.test(contentOf(health))) wrong('has no HEALTHCHECK')
  else if (!url) wrong('its HEALTHCHECK asks no local URL')
  else if (!portsOf(stages, target).includes(url[1] ?? ''))
    wrong(`its HEALTHCHECK asks port ${url[1]}, which ENV does not set`)
  for (const label of ['title', 'description']) {
    const labels = target.instructions.filter((instruction) => instruction.getKeyword() === 'LABEL')
    if (!labels.some((one) => contentOf(one).includes(`org.opencontainers.image.${label}=`))) {
      wrong(`has no label org.opencontainers.image.${label}`)
    }
  }
}

/** Native programs are in the images whose queue names them, and in no other. */
function checkPackages(target: Stage, report: Report): void {
  const wanted = needsOf.get(target.name)?.packages ?? []
  const installed = target.instructions.flatMap((instruction) => {
    const [, names = ''] =
      /apt-get install((?:\s+[\w.+-]+)+)/.exec(contentOf(instruction).replaceAll('\\\n', ' ')) ?? []
    return names.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'))
  })
  for (const name of wanted)
    if (!installed.includes(name))
      report(target.line, `target ${target.name}: does not install ${name}, which ${queuesPath} names`)
  for (const name of installed)
    if (!wanted.includes(name))
      report(target.line, `target ${target.name}: installs ${name}, which ${queuesPath} does not name`)
}

/** Of the stage and of what it begins from. */
function portsOf(stages: Stage[], target: Stage): string[] {
  const parent = stages.find((stage) => stage.name === target.from)
  const env = target.instructions.filter((instruction) => instruction.getKeyword() === 'ENV').map(contentOf)
  const inherited = parent ? portsOf(stages, parent) : []
  return [
    ...inherited,
    ...[...env.join(' ').matchAll(/\b(?:HEALTH|API)_PORT=(\d+)/g)].map((match) => match[1] ?? ''),
  ]
}

/** Every app that needs an image: those that exist, and the worker of each queue. */
function appNames(): string[] {
  const apps = readdirSync(join(root, 'apps')).filter(
    (name) => has(`apps/${name}/package.json`) && !appsWithoutImage.includes(name),
  )
  return [...new Set([...apps, ...needsOf.keys()])]
}

// ---- docker-compose.yml ------------------------------------------------------------------------------------------

/** A service with its `<<` merged in. */
interface Service {
  image?: string
  build?: { context?: string; dockerfile?: string; target?: string }
  restart?: string
  healthcheck?: { test?: string[] }
  deploy?: { resources?: { limits?: { cpus?: unknown; memory?: unknown } } }
  environment?: Record<string, unknown>
  ports?: string[]
  volumes?: string[]
  networks?: string[]
  depends_on?: Record<string, unknown>
  stop_grace_period?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  pids_limit?: number
  tmpfs?: string[]
  [other: string]: unknown
}

interface Compose {
  services?: Record<string, Service>
  volumes?: Record<string, unknown>
  networks?: Record<string, { internal?: boolean }>
}

function lintCompose(report: Report): void {
  const text = read(composePath)
  const lines = new LineCounter()
  const document = parseDocument(text, { merge: true, lineCounter: lines })
  for (const { message, pos } of [...document.errors, ...document.warnings])
    report(lines.linePos(pos[0]).line, message)
  if (document.errors.length > 0) return

  const compose = document.toJS() as Compose
  const { services = {}, volumes = {}, networks = {} } = compose
  const lineAt = (...path: string[]): number => {
    const parent = document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined
    const node: Node | null = pair && isNode(pair.key) ? pair.key : null
    const offset = (node as ParsedNode | null)?.range?.[0]
    return offset === undefined
      ? path.length > 1
        ? lineAt(...path.slice(0, -1))
        : 1
      : lines.linePos(offset).line
  }

  checkVariables(text, report)
  for (const app of appNames()) if (!services[app]) report(lineAt('services'), `apps/${app} has no service`)
  for (const [name, service] of Object.entries(services)) {
    const at =
      (key: string): Report =>
      (_line, problem) =>
        report(lineAt('services', name, key), `${name}: ${problem}`)
    checkService(name, service, at)
    checkConfinement(service, compose, at)
    checkReferences(service, compose, at)
  }
  const all = Object.values(services)
  const isUsed = (volume: string): boolean =>
    all.some((service) => service.volumes?.some((mount) => mount.startsWith(`${volume}:`)))
  for (const volume of Object.keys(volumes)) {
    if (!isUsed(volume)) report(lineAt('volumes', volume), `no service uses the volume ${volume}`)
  }
  for (const network of Object.keys(networks)) {
    if (!all.some((service) => service.networks?.includes(network))) {
      report(lineAt('networks', network), `no service uses the network ${network}`)
    }
  }
}

/** Each `${VARIABLE}` is explained in the comment on top, and each explained one is used. */
function checkVariables(text: string, report: Report): void {
  const rows = text.split('\n')
  const explained = new Map(
    rows.flatMap((row, index) => {
      const name = /^# {3}([A-Z][A-Z0-9_]+) +\S/.exec(row)?.[1]
      return name === undefined ? [] : [[name, index + 1] as const]
    }),
  )
  const used = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (row.trimStart().startsWith('#')) continue
    for (const [, name = '', form = ''] of row.matchAll(/\$\{(\w+)(:?[-?+])?/g)) {
      used.add(name)
      // A former name is explained by its current one.
      const current = Object.keys(formerNames).find((key) => formerNames[key] === name)
      if (!explained.has(current ?? name))
        report(index + 1, `\${${name}} is not explained at the top of the file`)
      if (form === '') report(index + 1, `\${${name}} has no default and is not required`)
      if (name === 'SECRETS_KEY' && form !== ':?')
        report(index + 1, `\${${name}} is required and may not be empty`)
    }
  }
  for (const [name, line] of explained) if (!used.has(name)) report(line, `${name} is explained and not used`)
}

function checkService(name: string, service: Service, at: (key: string) => Report): void {
  const say = (key: string, problem: string): void => at(key)(0, problem)
  const { image, build, healthcheck, deploy, environment = {}, ports = [] } = service
  const limits = deploy?.resources?.limits
  if (image === undefined) say('image', 'has no image name')
  else checkImage(image.replace(/\$\{\w+:-([^}]*)\}/g, '$1'), (problem) => say('image', problem))
  if (!healthcheck?.test?.length) say('healthcheck', 'has no health check')
  if (!['unless-stopped', 'always', 'on-failure'].includes(service.restart ?? ''))
    say('restart', 'is not restarted')
  if (limits?.memory === undefined || limits.cpus === undefined)
    say('deploy', 'has no limit of memory and cpus')
  const memory = needsOf.get(name)?.memory
  if (memory !== undefined && limits?.memory !== memory)
    say('deploy', `its memory limit is not ${memory}, as in ${queuesPath}`)
  if (service.container_name) say('container_name', 'a fixed name keeps it from being scaled')
  if (name !== 'api' && ports.length > 0) say('ports', 'only the api publishes a port')
  for (const port of ports) {
    if (!port.startsWith('127.0.0.1:')) say('ports', `${port} is published to other machines`)
  }
  if (build === undefined) return

  if (build.dockerfile !== dockerfilePath) say('build', `is not built from ${dockerfilePath}`)
  if (!(build.target && build.target in imageCommands()))
    say('build', `${dockerfilePath} has no target ${build.target}`)
  const known = new Set([...variables, ...Object.values(formerNames)])
  for (const [variable, value] of Object.entries(environment)) {
    if (!known.has(variable)) say('environment', `no app reads ${variable}`)
    if (typeof value !== 'string') say('environment', `${variable} is not a string`)
    if (secretName.test(variable) && !`${value}`.startsWith('${'))
      say('environment', `${variable} is written down`)
  }
  if (environment.API_HOST !== undefined && !environment.API_AUTH)
    say('environment', 'API_HOST needs API_AUTH beside it')
  const grace = duration().safeParse(environment.SHUTDOWN_GRACE).data ?? Number.NaN
  if (!(Number.parseInt(service.stop_grace_period ?? '10', 10) * 1000 > grace)) {
    say('stop_grace_period', 'is not longer than SHUTDOWN_GRACE')
  }
}

/** Keys that open a container to its host. */
const openings = ['privileged', 'cap_add', 'devices', 'network_mode', 'pid', 'ipc', 'userns_mode', 'user']

/** What a process that was taken over can do from where it runs. */
function checkConfinement(service: Service, compose: Compose, at: (key: string) => Report): void {
  const say = (key: string, problem: string): void => at(key)(0, problem)
  for (const key of openings) if (service[key] !== undefined) say(key, `${key} opens it to its host`)
  if (service.volumes?.some((mount) => mount.includes('docker.sock')))
    say('volumes', 'may command the Docker engine')
  if (!service.security_opt?.includes('no-new-privileges:true'))
    say('security_opt', 'its programs may gain privileges')
  if (service.build === undefined) {
    // Servers without a password
    const open = service.networks?.filter((network) => !compose.networks?.[network]?.internal) ?? [
      'the default one',
    ]
    if (open.length > 0) say('networks', `is on a network that is not internal (${open.join(', ')})`)
    return
  }
  if (!service.cap_drop?.includes('ALL')) say('cap_drop', 'keeps capabilities of root')
  if (!service.read_only) say('read_only', 'may write to its own image')
  if (!service.pids_limit) say('pids_limit', 'may start any number of processes')
  if (!service.tmpfs?.every((mount) => /^\/tmp:.*size=/.test(mount)))
    say('tmpfs', 'has no /tmp of a limited size')
}

function checkReferences(service: Service, compose: Compose, at: (key: string) => Report): void {
  for (const mount of service.volumes ?? []) {
    const [source = '', target] = mount.split(':')
    // A path alone is a volume of the container's own
    if (target === undefined && source.startsWith('/')) continue
    if (source.startsWith('.')) {
      if (!has(source)) at('volumes')(0, `${source} does not exist`)
    } else if (!(source in (compose.volumes ?? {}))) at('volumes')(0, `the volume ${source} is not declared`)
  }
  for (const network of service.networks ?? []) {
    if (!(network in (compose.networks ?? {}))) at('networks')(0, `the network ${network} is not declared`)
  }
  for (const other of Object.keys(service.depends_on ?? {})) {
    if (!(other in (compose.services ?? {}))) at('depends_on')(0, `there is no service ${other}`)
  }
}

/** Compose's own syntax check, where the plugin is installed: it needs no engine. */
function askDocker(report: Report): void {
  const env = { ...process.env, SECRETS_KEY: 'x' }
  if (spawnSync('docker', ['compose', 'version'], { env }).status !== 0) return
  const { status, stderr } = spawnSync('docker', ['compose', '-f', composePath, 'config', '-q'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) report(1, stderr.trim())
}

if (import.meta.main) {
  let problems = 0
  const reportIn =
    (file: string): Report =>
    (line, problem) => {
      console.error(`${file}:${line}: ${problem}`)
      problems += 1
    }
  lintQueues(reportIn(queuesPath))
  lintDockerfile(reportIn(dockerfilePath))
  lintCompose(reportIn(composePath))
  askDocker(reportIn(composePath))
  process.exitCode = problems === 0 ? 0 : 1
}
