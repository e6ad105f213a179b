import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What a program printed; throws with its complaints when it ends with another code than 0. */
export async function run(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  child.stdin.end(input)
  const [printed, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${command} ${args.slice(0, 4).join(' ')} …: ${complaints || printed}`)
  return printed
}

export const kubectl = (...args: string[]): Promise<string> => run('kubectl', args)
export const helm = (...args: string[]): Promise<string> => run('helm', args)

/** Creates or changes what the manifests describe. */
export const apply = (manifests: string | object, ...args: string[]): Promise<string> =>
  run(
    'kubectl',
    ['apply', ...args, '-f', '-'],
    typeof manifests === 'string' ? manifests : JSON.stringify(manifests),
  )

export interface Pod {
  metadata: { name: string; deletionTimestamp?: string; labels: Record<string, string> }
  spec: { containers: { image: string }[] }
  status: {
    phase: string
    conditions?: { type: string; status: string }[]
    containerStatuses?: { restartCount: number }[]
  }
}

export const componentOf = ({ metadata }: Pod): string =>
  metadata.labels['app.kubernetes.io/component'] ?? metadata.name

export const isReady = ({ status }: Pod): boolean =>
  (status.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True')

export async function podsOf(namespace: string, selector: string): Promise<Pod[]> {
  const list = await kubectl('get', 'pods', '-n', namespace, '-l', selector, '-o', 'json')
  return JSON.parse(list).items
}

/** Address of a Service within the cluster, which a node of it reaches. */
export async function addressOf(namespace: string, service: string): Promise<string> {
  const { spec } = JSON.parse(await kubectl('get', 'service', service, '-n', namespace, '-o', 'json'))
  return `http://${spec.clusterIP}:${spec.ports[0].port}`
}
