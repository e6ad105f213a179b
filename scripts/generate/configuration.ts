import { apiConfig } from '../../apps/api/src/config.ts'
import { keeperConfig } from '../../apps/keeper/src/config.ts'
import { healthConfig } from '../../packages/runtime/src/base-config.ts'
import { isTestOnly } from '../../packages/runtime/src/read-config.ts'
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
  const webhooks: Shape = webhookConfig
  return [
    ...fromShape(shared, 'every app'),
    ...fromShape(webhooks, 'api, keeper'),
    ...fromShape(without(apiConfig.shape, { ...shared, ...webhooks }), 'api'),
    ...fromShape(without(workerConfig.shape, health), 'workers'),
    ...fromShape(healthConfig, 'workers, keeper'),
    ...fromShape(without(keeperConfig.shape, { ...health, ...webhooks }), 'keeper'),
    {
      name: 'EMBEDDED_SYNC',
      required: false,
      default: 'normal',
      readBy: '`npm start`',
      meaning:
        'full: the embedded database waits for the disk at each commit, so it survives a power loss too',
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

/** Description, default and necessity of a schema, through what wraps it. */
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

/** The table of README.md. */
export function configurationTable(): string {
  return markdownTable(
    ['Variable', 'Default', 'Read by', 'Meaning'],
    variables().map((variable) => [
      code(variable.name),
      variable.required ? 'required' : variable.default === '' ? '–' : code(variable.default),
      variable.readBy,
      variable.meaning,
    ]),
  )
}

/** `.env.example`: what must be set stands open, everything else shows its default. */
export function envExample(): string {
  const head = [
    '# Every variable with its default; an empty value counts as unset.',
    '# docker compose reads a file .env beside it by itself; an app reads its environment only:',
    '#   node --env-file=.env apps/api/src/main.ts',
  ]
  const entries = variables().map((variable) =>
    [
      `# ${variable.meaning} (${variable.readBy.replaceAll('`', '')})`,
      variable.required ? `${variable.name}=` : `# ${variable.name}=${variable.default}`,
    ].join('\n'),
  )
  return `${[head.join('\n'), ...entries].join('\n\n')}\n`
}
