import { spawnSync } from 'node:child_process'
import { isMap, isNode, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import { formerNames, variables } from '../../apps/local/src/variables.ts'
import { mcpVariables } from '../../apps/mcp/src/config.ts'
import { duration } from '../../packages/core/src/domain/duration.ts'
import { checkImage } from './check-image.ts'
import {
  appNames,
  composePath,
  dockerfilePath,
  needsOf,
  queuesPath,
  type Report,
  read,
  root,
  secretName,
} from './infra-files.ts'
import { imageCommands } from './read-stages.ts'

/** A service with its `<<` merged in. */
interface Service {
  image?: string
  build?: { context?: string; dockerfile?: string; target?: string }
  profiles?: string[]
  restart?: string
  healthcheck?: { test?: string[] }
  deploy?: { resources?: { limits?: { cpus?: unknown; memory?: unknown; pids?: number } } }
  environment?: Record<string, unknown>
  ports?: string[]
  volumes?: string[]
  networks?: string[]
  depends_on?: Record<string, unknown>
  stop_grace_period?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  tmpfs?: string[]
  [other: string]: unknown
}

/** A command that somebody runs and that ends. */
const isTool = ({ profiles }: Service): boolean => profiles?.includes('tools') === true
/** Services that a port of this machine leads to. */
const published = ['api', 'mcp', 'prometheus']
/** Not ours, and without data of ours: these may be reached, and reach others. */
const withoutData = ['prometheus']

interface Compose {
  services?: Record<string, Service>
  volumes?: Record<string, unknown>
  networks?: Record<string, { internal?: boolean }>
}

/** Syntax, and the rules that keep services what they should be. */
export function lintCompose(report: Report): void {
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
    checkConfinement(name, service, compose, at)
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
  if (!isTool(service) && !healthcheck?.test?.length) say('healthcheck', 'has no health check')
  if (!isTool(service) && !['unless-stopped', 'always', 'on-failure'].includes(service.restart ?? ''))
    say('restart', 'is not restarted')
  if (limits?.memory === undefined || limits.cpus === undefined)
    say('deploy', 'has no limit of memory and cpus')
  const memory = needsOf.get(name)?.memory
  if (memory !== undefined && limits?.memory !== memory)
    say('deploy', `its memory limit is not ${memory}, as in ${queuesPath}`)
  if (service.container_name) say('container_name', 'a fixed name keeps it from being scaled')
  if (!published.includes(name) && ports.length > 0)
    say('ports', `only ${published.join(', ')} publish a port`)
  for (const port of ports) {
    if (!port.startsWith('127.0.0.1:')) say('ports', `${port} is published to other machines`)
  }
  for (const mount of service.volumes ?? [])
    if (!mount.includes(':')) say('volumes', `${mount} is an anonymous volume, which stays after "down"`)
  if (build === undefined) return

  if (build.dockerfile !== dockerfilePath) say('build', `is not built from ${dockerfilePath}`)
  if (!(build.target && build.target in imageCommands()))
    say('build', `${dockerfilePath} has no target ${build.target}`)
  const known = new Set([...variables, ...Object.values(formerNames), ...mcpVariables])
  for (const [variable, value] of Object.entries(environment)) {
    if (!known.has(variable)) say('environment', `no app reads ${variable}`)
    if (typeof value !== 'string') say('environment', `${variable} is not a string`)
    if (secretName.test(variable) && !`${value}`.startsWith('${'))
      say('environment', `${variable} is written down`)
  }
  if (isTool(service)) return
  if (environment.API_HOST !== undefined && !environment.API_AUTH)
    say('environment', 'API_HOST needs API_AUTH beside it')
  const grace = duration().safeParse(environment.SHUTDOWN_GRACE ?? '10s').data ?? Number.NaN
  if (!(Number.parseInt(service.stop_grace_period ?? '10', 10) * 1000 > grace)) {
    say('stop_grace_period', 'is not longer than SHUTDOWN_GRACE')
  }
}

/** Keys that open a container to its host. */
const openings = ['privileged', 'cap_add', 'devices', 'network_mode', 'pid', 'ipc', 'userns_mode', 'user']

/** What a process that was taken over can do from where it runs. */
function checkConfinement(
  name: string,
  service: Service,
  compose: Compose,
  at: (key: string) => Report,
): void {
  const say = (key: string, problem: string): void => at(key)(0, problem)
  for (const key of openings) if (service[key] !== undefined) say(key, `${key} opens it to its host`)
  if (service.volumes?.some((mount) => mount.includes('docker.sock')))
    say('volumes', 'may command the Docker engine')
  if (!service.security_opt?.includes('no-new-privileges:true'))
    say('security_opt', 'its programs may gain privileges')
  if (service.build === undefined) {
    if (withoutData.includes(name)) return
    // Servers without a password
    const open = service.networks?.filter((network) => !compose.networks?.[network]?.internal) ?? [
      'the default one',
    ]
    if (open.length > 0) say('networks', `is on a network that is not internal (${open.join(', ')})`)
    return
  }
  if (!service.cap_drop?.includes('ALL')) say('cap_drop', 'keeps capabilities of root')
  if (!service.read_only) say('read_only', 'may write to its own image')
  if (!service.deploy?.resources?.limits?.pids) say('deploy', 'may start any number of processes')
  if (!service.tmpfs?.every((mount) => /^\/tmp:.*size=/.test(mount)))
    say('tmpfs', 'has no /tmp of a limited size')
}

/** What Compose itself says, with every profile, where the plugin is installed: it needs no engine. */
export function askDocker(report: Report): void {
  const env = { ...process.env, SECRETS_KEY: 'x' }
  if (spawnSync('docker', ['compose', 'version'], { env }).status !== 0) return
  const { status, stderr } = spawnSync(
    'docker',
    ['compose', '-f', composePath, '--profile', '*', 'config', '-q'],
    {
      cwd: root,
      env,
      encoding: 'utf8',
    },
  )
  if (status !== 0) report(1, stderr.trim())
}
