import { apiConfig } from '../../apps/api/src/config.ts'
import { keeperConfig } from '../../apps/keeper/src/config.ts'
import { downloadConfig } from '../../packages/models/src/models-config.ts'
import { healthConfig } from '../../packages/runtime/src/base-config.ts'
import { formerNamesOf, isTestOnly } from '../../packages/runtime/src/read-config.ts'
import { searchConfig } from '../../packages/search/src/search-config.ts'
import { stackConfig } from '../../packages/stack/src/stack-config.ts'
import { webhookConfig } from '../../packages/stack/src/webhook-sender.ts'
import { workerConfig } from '../../packages/worker/src/worker-config.ts'
import { code, markdownTable } from './markdown-table.ts'

interface Variable {
  name: string
  required: boolean
  default: string
  readBy: string
  meaning: string
}

/** Every variable of the environment, from the schemas that read them. */
function variables(): Variable[] {
  const shared: Shape = stackConfig
  const health: Shape = { ...shared, ...healthConfig }
  const both: Shape = { ...webhookConfig, ...searchConfig }
  return [
    ...fromShape(shared, 'every app'),
    ...fromShape(both, 'api, keeper'),
    ...fromShape(without(apiConfig.shape, { ...shared, ...both }), 'api'),
    ...fromShape(without(workerConfig.shape, health), 'workers'),
    ...fromShape(downloadConfig, '`npm run models`, `npm start`'),
    ...fromShape(healthConfig, 'workers, keeper'),
    ...fromShape(without(keeperConfig.shape, { ...health, ...both }), 'keeper'),
    {
      name: 'EMBEDDED_SYNC',
      required: false,
      default: 'normal',
      readBy: '`npm start`',
      meaning: 'full: the embedded database flushes to disk at each commit, so it also survives a power loss',
    },
  ]
}

type Shape = Readonly<Record<string, unknown>>

const without = (shape: Shape, other: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !(name in other)))

function fromShape(shape: Shape, readBy: string): Variable[] {
  return Object.entries(shape)
    .filter(([, schema]) => !isTestOnly(schema))
    .map(([name, schema]) => ({
      name,
      readBy,
      meaning: '',
      required: true,
      default: '',
      ...read(schema),
    }))
}

/** Description, default and requiredness of a schema, looking through its wrappers. */
function read(schema: unknown): Partial<Variable> {
  if (typeof schema !== 'object' || schema === null || !('def' in schema)) return {}
  const def = schema.def as { type: string; innerType?: unknown; in?: unknown; defaultValue?: unknown }
  const own: Partial<Variable> = {}
  if ('description' in schema && typeof schema.description === 'string') own.meaning = schema.description
  const hasDefault = def.type === 'default' || def.type === 'prefault'
  if (hasDefault) own.default = String(def.defaultValue)
  if (hasDefault || def.type === 'optional') own.required = false
  return { ...read(def.innerType ?? def.in), ...own }
}

/** Headings of the table with the prefixes of their variables, in order. */
const groups: readonly [string, readonly string[]][] = [
  ['Process', ['LOG_', 'NODE_ENV', 'SHUTDOWN_', 'HEALTH_', 'METRICS_']],
  [
    'Stores',
    [
      'MONGODB_',
      'REDIS_',
      'QUEUE_',
      'DATA_DIR',
      'ARTIFACTS_',
      'AWS_',
      'TEMPLATES_DIR',
      'EMBEDDED_',
      'SEARCH_',
    ],
  ],
  ['API', ['API_']],
  ['Outgoing HTTP', ['FETCH_']],
  ['Workers', ['WORKER_']],
  ['Text', ['TEXT_', 'OPENAI_']],
  ['Speech', ['TRANSCRIPT_', 'MODELS_', 'WHISPER_']],
  ['Keeper', ['KEEPER_']],
  ['Retention', ['RETENTION_']],
  ['Webhooks', ['WEBHOOK_', 'SECRETS_KEY']],
  ['Traces', ['OTEL_']],
]

/** Throws when a variable has none of the prefixes. */
function grouped(): [string, Variable[]][] {
  const all = variables()
  const belongs = (name: string, prefixes: readonly string[]) =>
    prefixes.some((prefix) => name.startsWith(prefix))
  const lost = all.filter(({ name }) => !groups.some(([, prefixes]) => belongs(name, prefixes)))
  if (lost.length > 0) {
    throw new Error(`no group has the prefix of ${lost.map(({ name }) => name).join(', ')}`)
  }
  return groups.map(([heading, prefixes]) => [heading, all.filter(({ name }) => belongs(name, prefixes))])
}

/** The tables of README.md, one under each heading. */
export const configurationTable = (): string =>
  grouped()
    .map(
      ([heading, rows]) =>
        `### ${heading}\n\n${markdownTable(
          ['Variable', 'Default', 'Read by', 'Meaning'],
          rows.map((variable) => [
            code(variable.name),
            variable.required ? 'required' : variable.default === '' ? '–' : code(variable.default),
            variable.readBy,
            variable.meaning,
          ]),
        )}`,
    )
    .join('\n\n')

/** `variables.ts` of the local launcher, which may not import the apps: names to pass on, and earlier names. */
export function variablesModule(): string {
  const shapes: Shape[] = [apiConfig.shape, workerConfig.shape, keeperConfig.shape]
  const former = Object.assign({}, ...shapes.map(formerNamesOf))
  return [
    '/** Generated from the schemas of the apps: every environment variable that they read. */',
    `export const variables: readonly string[] = ${JSON.stringify(variableNames())}`,
    '',
    '/** Earlier names, by current name. */',
    `export const formerNames: Readonly<Record<string, string>> = ${JSON.stringify(former)}`,
    '',
  ].join('\n')
}

/** Names of all variables. */
export const variableNames = (): string[] => variables().map(({ name }) => name)

/** `.env.example`: required variables are empty, all others are commented out with their default. */
export function envExample(): string {
  const head = [
    '# Every variable with its default; an empty value counts as unset.',
    '# Durations have a unit: 500ms, 90s, 15m, 24h or 30d.',
    '# docker compose reads .env in its folder; an app reads its environment only:',
    '#   node --env-file=.env apps/api/src/main.ts',
  ]
  const entries = grouped().flatMap(([heading, rows]) => [
    `## ${heading}`,
    ...rows.map((variable) =>
      [
        `# ${variable.meaning} (${variable.readBy.replaceAll('`', '')})`,
        variable.required ? `${variable.name}=` : `# ${variable.name}=${variable.default}`,
      ].join('\n'),
    ),
  ])
  return `${[head.join('\n'), ...entries].join('\n\n')}\n`
}
