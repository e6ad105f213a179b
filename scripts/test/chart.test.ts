/** The chart as its rendered manifests show it: each against the schemas of Kubernetes, and the rules of this project. */
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1'
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'
import { Ajv } from 'ajv'
import { Deployment } from 'kubernetes-models/apps/v1'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Secret, Service, ServiceAccount } from 'kubernetes-models/v1'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { variables } from '../../apps/local/src/variables.ts'
import { duration } from '../../packages/core/src/domain/duration.ts'
import { queueNames } from '../../packages/core/src/domain/job/job.ts'
import { registry } from '../../packages/processors/src/registry.ts'
import { queues } from '../../packages/worker/src/queues.ts'
import { secretVariables } from '../generate/chart-schema.ts'
import { chartFolder, optionFiles, renderedFile } from '../infra/chart.ts'
import { appNames, read } from '../infra/infra-files.ts'

type Values = Record<string, unknown>
const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As Helm merges a file of values over those of the chart. */
function merged(under: Values, over: Values): Values {
  const result = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = under[key]
    result[key] = isObject(below) && isObject(value) ? merged(below, value) : value
  }
  return result
}

const values = parse(read(`${chartFolder}/values.yaml`))
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
const isValid = ajv.compile(JSON.parse(read(`${chartFolder}/values.schema.json`)))
const problemsOf = (over: Values): string[] => {
  isValid(merged(values, over))
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const files = optionFiles()
const manifestsOf = (options: string) =>
  parseAllDocuments(read(renderedFile(options))).flatMap((document) => document.toJS() ?? [])
const all = files.flatMap(manifestsOf)
const ofKind = <T extends { kind: string; metadata?: unknown }>(kind: T['kind'], list = all): T[] =>
  list.filter((manifest) => manifest.kind === kind)

const models: Record<string, new (data: never) => { validate(): void }> = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  PodMonitor,
  ScaledObject,
  Secret,
  Service,
  ServiceAccount,
}

describe('values', () => {
  it('fit their schema, those of the chart and each file of options', () => {
    expect(problemsOf({})).toEqual([])
    for (const file of files) expect(problemsOf(parse(read(file))), file).toEqual([])
  })

  it('are refused where nothing reads them or where they cannot be meant', () => {
    const refused: [Values, RegExp][] = [
      [{ config: { FETCH_ALOW: 'x' } }, /property name must be valid/],
      [{ config: { API_UPLOAD_MAX_BYTES: 4294967296 } }, /must be string/],
      // A secret in a ConfigMap, and what other values set.
      [{ config: { SECRETS_KEY: 'x' } }, /property name must be valid/],
      [{ config: { MONGODB_URI: 'x' } }, /property name must be valid/],
      [{ api: { env: { SHUTDOWN_GRACE: '1h' } } }, /property name must be valid/],
      [{ secrets: { MONGODB_URI: 'mongo.example.org' } }, /MONGODB_URI must match pattern/],
      [{ secrets: { REDIS_URL: 'redis:6379' } }, /REDIS_URL must match pattern/],
      [{ artifacts: { url: 'file:///data' } }, /url must match pattern/],
      [{ workers: { scrap: {} } }, /additional properties/],
      [{ workers: { pdf: { shutdownGrace: '11m' } } }, /shutdownGrace must match pattern/],
      [{ workers: { pdf: { concurrency: 0 } } }, /must be >= 1/],
      [{ keeper: { resources: { limits: { memory: '1 GB' } } } }, /must match pattern/],
      [{ ingress: { hosts: ['events.example.org'] } }, /hosts\/0 must be object/],
    ]
    for (const [over, message] of refused) expect(problemsOf(over).join('\n')).toMatch(message)
  })

  it('are those of the queues', () => {
    expect(Object.keys(values.workers).sort()).toEqual([...queueNames].sort())
    for (const [queue, { memory, concurrency }] of Object.entries(queues)) {
      const worker = values.workers[queue]
      expect(worker.resources.limits.memory, queue).toBe(`${memory.replace('g', 'G').replace('m', 'M')}i`)
      expect(worker.concurrency, queue).toBe(concurrency)
    }
  })

  // An autoscaler chooses the pod that goes by itself.
  it('scale no running step away: a queue goes to zero when idle, or its steps end within the grace', () => {
    for (const queue of queueNames) {
      const { keda, shutdownGrace } = values.workers[queue]
      const ofQueue = Object.values(registry).filter((contract) => contract.queue === queue)
      const longest = Math.max(...ofQueue.map(({ timeoutMs }) => timeoutMs))
      const untilGivenBack = duration().parse(shutdownGrace) * 0.6
      if (keda.minReplicas > 0) expect(untilGivenBack, queue).toBeGreaterThan(longest)
    }
  })
})

describe.each(files)('manifests of %s', (file) => {
  const manifests = manifestsOf(file)
  const deployments = ofKind<Deployment & { kind: 'Deployment' }>('Deployment', manifests)
  const podOf = (deployment: Deployment) => deployment.spec!.template.spec!
  const nameOf = (manifest: { metadata?: { name?: string } }) => manifest.metadata?.name ?? ''

  it('fit the schemas of Kubernetes, KEDA and the Prometheus operator', () => {
    for (const manifest of manifests) {
      const Model = models[manifest.kind]
      if (!Model) throw new Error(`no schema for ${manifest.kind}`)
      expect(() => new Model(manifest as never).validate(), nameOf(manifest)).not.toThrow()
    }
  })

  it('deploy every app that has an image', () => {
    const apps = deployments.map((one) => one.metadata?.labels?.['app.kubernetes.io/component'] ?? '')
    const expected = appNames().filter((app) => app !== 'mcp')
    expect(apps.filter((app) => app !== 'mcp').sort()).toEqual(expected.sort())
    for (const deployment of deployments) {
      const [container] = podOf(deployment).containers
      const app = deployment.metadata?.labels?.['app.kubernetes.io/component']
      expect(container?.image).toMatch(new RegExp(`(^|/)async-events-${app}:`))
    }
  })

  it('confine every pod as Pod Security "restricted" wants it, and its root more', () => {
    for (const deployment of deployments) {
      const pod = podOf(deployment)
      expect(pod.automountServiceAccountToken, nameOf(deployment)).toBe(false)
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      })
      for (const { securityContext } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        })
      }
      for (const { name, ...source } of pod.volumes ?? [])
        expect(['emptyDir', 'persistentVolumeClaim', 'configMap'], name).toContain(Object.keys(source)[0])
    }
  })

  it('probe every container, bound its memory, and wait for its end', () => {
    for (const deployment of deployments) {
      const pod = podOf(deployment)
      const [container] = pod.containers
      expect(container?.startupProbe && container.livenessProbe && container.readinessProbe).toBeTruthy()
      expect(container?.resources?.limits?.memory).toBeTruthy()
      expect(container?.resources?.requests?.memory).toBeTruthy()
      const env = new Map(container?.env?.map(({ name, value }) => [name, value ?? '']))
      const stops = ['SHUTDOWN_GRACE', 'API_DRAIN'].map((name) => env.get(name) ?? '0s')
      const needed = stops.reduce((sum, text) => sum + duration().parse(text), 0)
      expect((pod.terminationGracePeriodSeconds ?? 0) * 1000, nameOf(deployment)).toBeGreaterThan(needed)
    }
  })

  it('replace a worker in its place, and what answers callers only once another is ready', () => {
    for (const deployment of deployments) {
      const { maxSurge, maxUnavailable } = deployment.spec?.strategy?.rollingUpdate ?? {}
      const expected = nameOf(deployment).includes('-worker-') ? [0, 1] : [1, 0]
      expect([maxSurge, maxUnavailable], nameOf(deployment)).toEqual(expected)
    }
  })

  it('give each app the variables that some app reads, and secrets by reference to those that need them', () => {
    const known = new Set([...variables, 'NODE_EXTRA_CA_CERTS', 'MCP_HOST', 'MCP_PORT'])
    for (const name of ['MCP_ALLOWED_HOSTS', 'ASYNC_EVENTS_URL']) known.add(name)
    for (const deployment of deployments) {
      const app = deployment.metadata?.labels?.['app.kubernetes.io/component'] ?? ''
      const env = podOf(deployment).containers[0]?.env ?? []
      const unknown = env.map(({ name }) => name).filter((name) => !known.has(name))
      expect(unknown, app).toEqual([])
      for (const { name, value, valueFrom } of env) {
        const isSecret = secretVariables.includes(name)
        expect(value === undefined, name).toBe(isSecret)
        expect(valueFrom?.secretKeyRef !== undefined, name).toBe(isSecret)
      }
      const reads = (name: string) => env.some((variable) => variable.name === name)
      expect(reads('SECRETS_KEY'), app).toBe(app === 'api' || app === 'keeper')
      expect(reads('OPENAI_API_KEY'), app).toBe(app.startsWith('worker-'))
      expect(reads('MONGODB_URI'), app).toBe(app !== 'mcp')
      // Probes come from the node.
      if (app.startsWith('worker-')) expect(env).toContainEqual({ name: 'HEALTH_HOST', value: '0.0.0.0' })
    }
    for (const { data } of ofKind<ConfigMap & { kind: 'ConfigMap' }>('ConfigMap', manifests)) {
      for (const name of Object.keys(data ?? {})) expect(secretVariables).not.toContain(name)
    }
  })

  it('point at what is there', () => {
    const labels = deployments.map((one) => one.spec?.template.metadata?.labels ?? {})
    const selects = (wanted: Readonly<Record<string, string>> = {}) =>
      labels.filter((one) => Object.entries(wanted).every(([key, value]) => one[key] === value)).length
    for (const service of ofKind<Service & { kind: 'Service' }>('Service', manifests)) {
      expect(selects(service.spec?.selector), nameOf(service)).toBe(1)
    }
    for (const policy of [
      ...ofKind<NetworkPolicy & { kind: 'NetworkPolicy' }>('NetworkPolicy', manifests).map(
        (one) => one.spec?.podSelector,
      ),
      ...ofKind<PodDisruptionBudget & { kind: 'PodDisruptionBudget' }>('PodDisruptionBudget', manifests).map(
        (one) => one.spec?.selector,
      ),
    ])
      expect(selects(policy?.matchLabels)).toBe(1)
    const names = deployments.map(nameOf)
    for (const { spec } of [
      ...ofKind<ScaledObject & { kind: 'ScaledObject' }>('ScaledObject', manifests),
      ...ofKind<HorizontalPodAutoscaler & { kind: 'HorizontalPodAutoscaler' }>(
        'HorizontalPodAutoscaler',
        manifests,
      ),
    ]) {
      const target = spec?.scaleTargetRef.name ?? ''
      expect(names).toContain(target)
      // Else each upgrade sets what the autoscaler has set.
      expect(deployments.find((one) => nameOf(one) === target)?.spec?.replicas).toBeUndefined()
    }
  })
})

it('lets pods reach the ports of their stores, as the URLs name them', () => {
  const portsOf = (options: string, app: string) =>
    ofKind<NetworkPolicy & { kind: 'NetworkPolicy' }>(
      'NetworkPolicy',
      manifestsOf(`infra/helm/options/${options}.yaml`),
    )
      .filter((one) => one.metadata?.labels?.['app.kubernetes.io/component'] === app)
      .flatMap((one) => one.spec?.egress?.[1]?.ports ?? [])
      .map(({ port }) => port)
  expect(portsOf('default', 'worker-pdf').sort()).toEqual([27017, 6379, 9000].sort())
  expect(portsOf('keda', 'api').sort()).toEqual([27017, 6379, 9200, 443].sort())
  expect(portsOf('everything', 'keeper').sort()).toEqual([27018, 27019, 6380, 9200].sort())
})

it('scales a queue by the steps that wait and run, as many to a worker as it takes at a time', () => {
  const scaled = ofKind<ScaledObject & { kind: 'ScaledObject' }>(
    'ScaledObject',
    manifestsOf('infra/helm/options/keda.yaml'),
  )
  const rows = scaled.map(({ spec }) => [
    spec?.triggers[0]?.metadata.valueLocation,
    spec?.triggers[0]?.metadata.targetValue,
  ])
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(queueNames.map((queue) => [`${queue}.total`, `${queues[queue].concurrency}`])),
  )
  const behaviours = scaled.map(({ spec }) => [
    spec?.minReplicaCount === 0,
    spec?.advanced?.horizontalPodAutoscalerConfig?.behavior?.scaleDown?.selectPolicy === 'Disabled',
  ])
  for (const [toZero, atOnce] of behaviours) expect(atOnce).toBe(toZero)
})
