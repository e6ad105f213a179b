import { queueNames } from '../../packages/core/src/domain/job/job.ts'

/** Variables that the chart itself sets, from other values. */
const ofTheChart = [
  'API_DRAIN',
  'API_HOST',
  'API_PORT',
  'ARTIFACTS_URL',
  'DATA_DIR',
  'HEALTH_HOST',
  'HEALTH_PORT',
  'NODE_ENV',
  'SHUTDOWN_GRACE',
  'WORKER_CONCURRENCY',
]
/** Variables of Node itself. */
const ofNode = ['HTTPS_PROXY', 'HTTP_PROXY', 'NODE_OPTIONS', 'NO_PROXY', 'TZ', 'UV_THREADPOOL_SIZE']
/** `npm start` alone reads these. */
const ofOneMachine = ['EMBEDDED_SYNC', 'METRICS_FOLDER', 'MODELS_URL']
const ofMcp = ['ASYNC_EVENTS_URL', 'MCP_ALLOWED_HOSTS']

/** They belong into the Secret. */
export const secretVariables = [
  'MONGODB_URI',
  'REDIS_URL',
  'SECRETS_KEY',
  'WEBHOOK_SECRET',
  // May hold a password.
  'SEARCH_URL',
  'OPENAI_API_KEY',
  'TRANSCRIPT_API_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  // May hold credentials.
  'OTEL_EXPORTER_OTLP_HEADERS',
]

type Schema = Record<string, unknown>

/** An object of these properties and no others, each optional: a user's values are merged over those of the chart. */
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
})
const string: Schema = { type: 'string' }
const boolean: Schema = { type: 'boolean' }
const strings: Schema = { type: 'object', additionalProperties: string }
const anything: Schema = { type: 'object' }
const listOf = (items: Schema): Schema => ({ type: 'array', items })
const count = (minimum: number): Schema => ({ type: 'integer', minimum })
const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values })
const duration: Schema = { type: 'string', pattern: '^[1-9][0-9]*[sm]$' }
/** At most ten minutes, as the apps take it. */
const grace: Schema = { type: 'string', pattern: '^([1-9][0-9]?|[1-5][0-9]{2}|600)s$|^([1-9]|10)m$' }
const quantity: Schema = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(m|[kMGT]i?|Ki)?$' }
const dnsName: Schema = { type: 'string', pattern: '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$' }

/**
 * values.schema.json of the chart, by which Helm refuses values that nothing reads. A number such as 4294967296 reaches a
 * template as 4.294967296e+09, so variables are strings.
 */
export function chartSchema(variables: readonly string[]): string {
  const configurable = variables.filter(
    (name) => ![...ofTheChart, ...ofOneMachine, ...secretVariables].includes(name),
  )
  const variablesOf = (names: readonly string[]): Schema => ({
    type: 'object',
    additionalProperties: { type: 'string' },
    propertyNames: {
      anyOf: [{ enum: [...new Set([...names, ...ofNode])].sort() }, { pattern: '^OTEL_[A-Z0-9_]+$' }],
    },
  })
  const ofEveryApp: Schema = { $ref: '#/definitions/variables' }
  const app = (more: Record<string, Schema>, env = ofEveryApp): Schema =>
    object({
      replicas: count(0),
      env,
      resources: object({
        requests: { type: 'object', additionalProperties: quantity },
        limits: { type: 'object', additionalProperties: quantity },
      }),
      nodeSelector: strings,
      tolerations: listOf(anything),
      affinity: anything,
      podAnnotations: strings,
      podLabels: strings,
      priorityClassName: string,
      extraVolumes: listOf(anything),
      extraVolumeMounts: listOf(anything),
      ...more,
    })
  const service = object({
    type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
    port: { type: 'integer', minimum: 1, maximum: 65_535 },
    annotations: strings,
  })
  const worker = (more: Record<string, Schema> = {}): Schema =>
    app({
      concurrency: { type: 'integer', minimum: 1, maximum: 500 },
      shutdownGrace: grace,
      workSize: quantity,
      keda: object({ minReplicas: count(0), maxReplicas: count(1) }),
      ...more,
    })

  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of the chart async-events',
    definitions: { variables: variablesOf(configurable) },
    ...object({
      global: anything,
      image: object({
        registry: { type: 'string', pattern: '^([a-z0-9][a-zA-Z0-9._:/-]*/)?$' },
        prefix: string,
        tag: string,
        pullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
      }),
      imagePullSecrets: listOf(object({ name: dnsName })),
      nameOverride: dnsName,
      fullnameOverride: dnsName,
      existingSecret: dnsName,
      secrets: object(
        Object.fromEntries(
          secretVariables.map((name): [string, Schema] => [
            name,
            name === 'MONGODB_URI'
              ? { type: 'string', pattern: '^(mongodb(\\+srv)?://.+)?$' }
              : name === 'REDIS_URL'
                ? { type: 'string', pattern: '^(rediss?://.+)?$' }
                : string,
          ]),
        ),
      ),
      artifacts: object({ url: { type: 'string', pattern: '^(s3://.+)?$' }, existingClaim: dnsName }),
      config: ofEveryApp,
      caConfigMap: dnsName,
      api: app({
        drain: duration,
        shutdownGrace: grace,
        service,
        autoscaling: object({
          enabled: boolean,
          minReplicas: count(1),
          maxReplicas: count(1),
          targetCPUUtilizationPercentage: { type: 'integer', minimum: 1, maximum: 100 },
        }),
      }),
      ingress: object({
        enabled: boolean,
        className: string,
        annotations: strings,
        hosts: listOf({
          ...object({
            host: string,
            paths: listOf({
              ...object({
                path: { type: 'string', pattern: '^/' },
                pathType: oneOf('Prefix', 'Exact', 'ImplementationSpecific'),
              }),
              required: ['path', 'pathType'],
            }),
            app: oneOf('api', 'mcp'),
          }),
          required: ['host', 'paths'],
        }),
        tls: listOf(anything),
      }),
      keeper: app({ shutdownGrace: grace }),
      workers: object(
        Object.fromEntries(
          queueNames.map((queue): [string, Schema] => [
            queue,
            queue === 'audio' ? worker({ modelsClaim: dnsName }) : worker(),
          ]),
        ),
      ),
      mcp: app({ enabled: boolean, allowedHosts: string, service }, variablesOf(ofMcp)),
      keda: object({
        enabled: boolean,
        pollingInterval: count(1),
        cooldownPeriod: count(0),
        namespace: dnsName,
      }),
      serviceAccount: object({ create: boolean, name: dnsName, annotations: strings }),
      podDisruptionBudget: object({
        enabled: boolean,
        maxUnavailable: { type: ['integer', 'string'], minimum: 1, pattern: '^[1-9][0-9]?%$' },
      }),
      topologySpread: object({
        enabled: boolean,
        topologyKeys: listOf(string),
        whenUnsatisfiable: oneOf('ScheduleAnyway', 'DoNotSchedule'),
      }),
      networkPolicy: object({
        enabled: boolean,
        clients: listOf(anything),
        monitoring: listOf(anything),
        stores: listOf(anything),
        storePorts: listOf({ type: 'integer', minimum: 1, maximum: 65_535 }),
        extraEgress: listOf(anything),
      }),
      podMonitor: object({ enabled: boolean, interval: duration, labels: strings }),
    }),
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
