import { join } from 'node:path'
import { until } from '@async-events/testkit/until'
import { docker, lines } from './docker.ts'
import { root } from './root.ts'

/** The service as docker-compose.yml runs it, under a name and with volumes of its own. */
export interface ComposeProject {
  /** Starts or changes it, and waits until every container is healthy. */
  up(options?: { tag?: string; scale?: Record<string, number> }): Promise<void>
  /** Address of the API. */
  url(): Promise<string>
  /** Ids of the running containers of a service. */
  containers(service: string): Promise<string[]>
  run(service: string, ...args: string[]): Promise<string>
  /** `docker compose` with these arguments. */
  compose(...args: string[]): Promise<string>
  /** The last log lines of every container, for messages. */
  logs(): Promise<string>
  down(...options: string[]): Promise<void>
}

export interface ProjectOptions {
  name: string
  /** Third number of its network, 172.29.N.0/24. */
  network: number
  tag: string
  env?: Record<string, string>
  /** The folder whose docker-compose.yml is used. */
  folder?: string
}

/** Where a container of the project reaches this machine. */
export const gatewayOf = ({ network }: Pick<ProjectOptions, 'network'>): string => `172.29.${network}.1`

/** Where builds need the network of this machine; empty for the engine's own. */
export const buildNetwork = process.env.DOCKER_BUILD_NETWORK ?? 'default'

export async function openProject(options: ProjectOptions): Promise<ComposeProject> {
  const { name, network, tag: firstTag, folder = root } = options
  const here = (file: string): string => join(import.meta.dirname, file)
  const files = [join(folder, 'docker-compose.yml'), here('override.yml')]
  if (!(await hasMongosh())) files.push(here('other-mongodb.yml'))
  let tag = firstTag
  const compose = (...args: string[]): Promise<string> =>
    docker(
      [
        'compose',
        '-p',
        name,
        '--project-directory',
        folder,
        ...files.flatMap((file) => ['-f', file]),
        ...args,
      ],
      {
        SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
        API_AUTH: 'open',
        FETCH_ALLOW: `172.29.${network}.0/24`,
        CONFERENCE_SUBNET: `172.29.${network}.0/24`,
        CONFERENCE_GATEWAY: gatewayOf(options),
        DOCKER_BUILD_NETWORK: buildNetwork,
        IMAGE_TAG: tag,
        ...options.env,
      },
    )
  const project: ComposeProject = {
    compose,
    async up({ tag: other, scale = {} } = {}) {
      if (other !== undefined) tag = other
      const scales = Object.entries(scale).flatMap(([service, count]) => ['--scale', `${service}=${count}`])
      // Not `--wait`, which gives up on the first check that fails: a busy machine fails some.
      await compose('up', '--detach', '--no-build', ...scales)
      const sick = async (): Promise<string[]> =>
        lines(await compose('ps', '--all', '--format', '{{.Name}} {{.Health}}')).filter(
          (row) => !row.endsWith(' healthy'),
        )
      await until(async () => (await sick()).length === 0, 480_000, 'every container is healthy', 2000).catch(
        async (error: Error) => {
          throw new Error(`${error.message}: ${(await sick()).join(', ')}\n${await project.logs()}`)
        },
      )
    },
    async url() {
      return `http://${await compose('port', 'api', '5000')}`
    },
    containers: async (service) => lines(await compose('ps', '--quiet', service)),
    run: (service, ...args) => compose('run', '--rm', '--no-TTY', service, ...args),
    logs: () => compose('logs', '--no-color', '--tail', '15'),
    down: async (...more) => void (await compose('--profile', '*', 'down', '--timeout', '20', ...more)),
  }
  return project
}

/** MongoDB's image has its shell, by which the health check makes the replica set. */
export async function hasMongosh(): Promise<boolean> {
  const check = ['run', '--rm', '--entrypoint', 'sh', 'mongo:8.0', '-c', 'command -v mongosh || echo none']
  return (await docker(check)) !== 'none'
}
