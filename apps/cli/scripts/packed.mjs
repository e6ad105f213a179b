import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const folder = fileURLToPath(new URL('..', import.meta.url))
const client = new URL('../../../packages/client/package.json', import.meta.url)

/** What is not in the bundle: the client, of the version with which it was made. */
export const dependencies = { '@async-events/client': `^${JSON.parse(readFileSync(client, 'utf8')).version}` }
