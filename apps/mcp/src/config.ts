import { parseArgs } from 'node:util'
import { z } from 'zod'

const schema = z.object({
  ASYNC_EVENTS_URL: z.url().default('http://127.0.0.1:5000'),
  ASYNC_EVENTS_API_KEY: z.string().optional(),
  ASYNC_EVENTS_USER: z.string().optional(),
  MCP_HOST: z.string().default('127.0.0.1'),
  MCP_PORT: z.coerce.number().int().min(0).max(65_535).default(5001),
  /** Host names under which browsers and gateways may reach it over HTTP, besides this machine's. */
  MCP_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((name) => name.trim() || [])),
})

/** The environment variables that it reads. */
export const mcpVariables: readonly string[] = Object.keys(schema.shape)

export type McpConfig = z.infer<typeof schema> & { transport: 'stdio' | 'http' }

export const usage = `async-events-mcp: Async Events for language models (Model Context Protocol)

  async-events-mcp          over the standard input and output
  async-events-mcp --http   over HTTP, on MCP_HOST (127.0.0.1) and MCP_PORT (5001), under /mcp

  ASYNC_EVENTS_URL          the service (http://127.0.0.1:5000)
  ASYNC_EVENTS_API_KEY      its API key; over HTTP the Authorization header of each request counts instead
  ASYNC_EVENTS_USER         X-User-ID, where the service takes it; over HTTP likewise
  MCP_ALLOWED_HOSTS         further Host names over HTTP, comma-separated
`

/** Throws an `Error` whose message says what to change. */
export function readConfig(args: string[], env: Record<string, string | undefined>): McpConfig | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      http: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const parsed = schema.safeParse(given)
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    )
  return { ...parsed.data, transport: values.http ? 'http' : 'stdio' }
}
