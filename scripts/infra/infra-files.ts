import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type QueueNeeds, queues } from '../../packages/worker/src/queues.ts'

export const root = join(import.meta.dirname, '../..')
export const dockerfilePath = 'infra/Dockerfile'
export const composePath = 'docker-compose.yml'
export const queuesPath = 'packages/worker/src/queues.ts'
/** `local` runs everything on one machine without Docker; commands of `cli` are in images of apps, `dashboard` in that of the API. */
const appsWithoutImage = ['local', 'cli', 'dashboard']
export const secretName = /KEY|SECRET|PASSWORD|TOKEN/

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')
export const has = (path: string): boolean => existsSync(join(root, path))

export type Report = (line: number, problem: string) => void

/** What each app that is a worker needs. */
export const needsOf = new Map<string, QueueNeeds>(
  Object.entries(queues).map(([queue, needs]) => [`worker-${queue}`, needs]),
)

/** Every app that needs an image: those that exist, and the worker of each queue. */
export function appNames(): string[] {
  const apps = readdirSync(join(root, 'apps')).filter(
    (name) => has(`apps/${name}/package.json`) && !appsWithoutImage.includes(name),
  )
  return [...new Set([...apps, ...needsOf.keys()])]
}
