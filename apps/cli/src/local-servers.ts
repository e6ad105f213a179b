import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const serversSchema = z.object({ mongodb_uri: z.string(), redis_url: z.string().optional() })

/** Addresses that `npm start` has written down while it runs, as variables; empty when it does not. */
export async function localServers(dataDir: string): Promise<{ MONGODB_URI?: string; REDIS_URL?: string }> {
  const text = await readFile(join(dataDir, 'servers.json'), 'utf8').catch(() => '{}')
  const { data } = serversSchema.safeParse(parsed(text))
  return data
    ? { MONGODB_URI: data.mongodb_uri, ...(data.redis_url !== undefined && { REDIS_URL: data.redis_url }) }
    : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
