import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apply, kubectl } from './kubernetes.ts'

export interface Stores {
  mongodbUri: string
  redisUrl: string
  /** A claim in the namespace of the release, for the artifacts. */
  claim: string
  remove(): Promise<void>
}

export interface StoresOptions {
  /** Where MongoDB and Redis run. */
  namespace: string
  /** Where the claim is made. */
  claimNamespace: string
  images: { mongo: string; redis: string }
}

/** MongoDB and Redis as pods without a volume, and a folder of this node as a volume that all pods write. */
export async function startStores({ namespace, claimNamespace, images }: StoresOptions): Promise<Stores> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-cluster-'))
  await chmod(folder, 0o777)
  const volume = `${claimNamespace}-artifacts`
  const shared = {
    accessModes: ['ReadWriteMany'],
    storageClassName: '',
    volumeMode: 'Filesystem',
  }
  await apply({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      ...server({ namespace, name: 'mongodb', image: images.mongo, port: 27017, data: '/data/db' }),
      ...server({
        namespace,
        name: 'redis',
        image: images.redis,
        port: 6379,
        data: '/data',
        args: ['redis-server', '--bind', '0.0.0.0', '--protected-mode', 'no'],
      }),
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volume },
        spec: {
          ...shared,
          capacity: { storage: '10Gi' },
          hostPath: { path: folder },
          persistentVolumeReclaimPolicy: 'Retain',
          claimRef: { namespace: claimNamespace, name: 'artifacts' },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'artifacts', namespace: claimNamespace },
        spec: { ...shared, volumeName: volume, resources: { requests: { storage: '10Gi' } } },
      },
    ],
  })
  for (const name of ['mongodb', 'redis'])
    await kubectl('rollout', 'status', `deployment/${name}`, '-n', namespace, '--timeout', '180s')
  return {
    // Any replica set has the name that it likes.
    mongodbUri: `mongodb://mongodb.${namespace}.svc:27017/async-events?directConnection=true`,
    redisUrl: `redis://redis.${namespace}.svc:6379`,
    claim: 'artifacts',
    async remove() {
      await kubectl('delete', 'pv', volume, '--ignore-not-found', '--wait=false')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Server {
  namespace: string
  name: string
  image: string
  port: number
  /** Folder of its data. */
  data: string
  /** In place of what the image runs. */
  args?: string[]
}

function server({ namespace, name, image, port, data, args }: Server): object[] {
  const labels = { app: name }
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name,
                image,
                imagePullPolicy: 'IfNotPresent',
                args,
                ports: [{ containerPort: port }],
                // Without a request it gets next to nothing of a busy node.
                resources: { requests: { cpu: '300m', memory: '512Mi' } },
                readinessProbe: { tcpSocket: { port }, periodSeconds: 2 },
                volumeMounts: [{ name: 'data', mountPath: data }],
              },
            ],
            // Images drop root by themselves, for a user of any number.
            initContainers: [
              {
                name: 'data',
                image,
                imagePullPolicy: 'IfNotPresent',
                command: ['chmod', '777', data],
                securityContext: { runAsUser: 0 },
                volumeMounts: [{ name: 'data', mountPath: data }],
              },
            ],
            volumes: [{ name: 'data', emptyDir: {} }],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { selector: labels, ports: [{ port }] },
    },
  ]
}
