import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type ApiKeysDeps,
  AppError,
  createApiKey,
  createSealer,
  type KeyManager,
  type KeyScope,
  keyScopes,
  line,
  listApiKeys,
  type Page,
  resealSecrets,
  revokeApiKey,
  type SealedStore,
} from '@async-events/core'
import {
  connectMongo,
  createApiKeyStore,
  createIndexes,
  createSealedStore,
  defineModels,
} from '@async-events/mongo'
import { localServers } from './local-servers.ts'
import { printable } from './printable.ts'

export const usage = `usage:
  keys make --user ID [--name TEXT] [--scopes read,write,admin,impersonate]    shows the new key, once
  keys list
  keys revoke KEY_ID
  keys reseal    encrypts stored webhook secrets with the first key of SECRETS_KEY, which names the new and the old one

The database is MONGODB_URI, or that of the service that "npm start" runs on DATA_DIR (./data).`

/** Who may open the database. */
const operator: KeyManager = { kind: 'operator' }

/** Makes, lists and revokes API keys, and replaces the key of stored secrets. Returns the exit code. */
export async function runKeys(
  args: string[],
  env: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      user: { type: 'string' },
      name: { type: 'string', default: '' },
      scopes: { type: 'string', default: 'read,write' },
    },
  })
  const [command, id] = positionals
  const uri = env.MONGODB_URI || (await localServers(env.DATA_DIR || 'data')).MONGODB_URI
  if (!uri) {
    print('No database: set MONGODB_URI, or start the service with "npm start".')
    return 1
  }
  const mongo = connectMongo(uri, { appName: 'keys', log: { warn: () => {} }, maxPoolSize: 1 })
  try {
    await mongo.tried
    await mongo.check()
    const models = defineModels(mongo.connection)
    await createIndexes(models)
    const keys = { apiKeys: createApiKeyStore(models), clock: { now: () => new Date() } }
    if (command === 'make' && values.user) return await make(keys, { ...values, user: values.user }, print)
    if (command === 'list') return await list(keys, print)
    if (command === 'revoke' && id) return await revoke(keys, id, print)
    if (command === 'reseal') return await reseal(createSealedStore(models), await secretsKey(env), print)
    print(usage)
    return 2
  } finally {
    await mongo.close()
  }
}

async function make(
  keys: ApiKeysDeps,
  { user, name, scopes: text }: { user: string; name: string; scopes: string },
  print: (line: string) => void,
): Promise<number> {
  const scopes = text.split(',').map((scope) => scope.trim())
  const unknown = scopes.find((scope) => !isScope(scope))
  if (name !== '' && !line(200).safeParse(name).success) {
    print('The name must be one line of at most 200 characters.')
    return 2
  }
  if (unknown !== undefined) {
    print(`There is no scope "${printable(unknown)}".`)
    return 2
  }
  try {
    const request = { name, user_id: user, scopes: scopes.filter(isScope) }
    print((await createApiKey(keys, request, operator)).text)
    return 0
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'validation_error') throw error
    print('The user id is not valid.')
    return 2
  }
}

const isScope = (scope: string): scope is KeyScope => keyScopes.some((known) => known === scope)

async function list(keys: ApiKeysDeps, print: (line: string) => void): Promise<number> {
  let after: Page['after'] = null
  do {
    const page: Page = { limit: 500, skip: 0, after }
    const found = await listApiKeys(keys, {}, page, operator)
    for (const { id, user_id, scopes, name, created_at, used_at, revoked_at } of found) {
      const used = used_at ? `used ${used_at.toISOString()}` : 'never used'
      const state = revoked_at ? `revoked ${revoked_at.toISOString()}` : 'valid'
      print(
        printable([id, user_id, scopes.join(','), created_at.toISOString(), used, state, name].join('  ')),
      )
    }
    after = found.length < page.limit ? null : (found.at(-1) ?? null)
  } while (after !== null)
  return 0
}

async function revoke(keys: ApiKeysDeps, id: string, print: (line: string) => void): Promise<number> {
  const done = await revokeApiKey(keys, id, operator).then(
    ({ changed }) => changed,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') return false
      throw error
    },
  )
  print(printable(done ? `${id} is revoked.` : `There is no valid key ${id}.`))
  return done ? 0 : 1
}

/** Of the environment, or the file that `npm start` keeps it in; null without one. */
async function secretsKey(env: Record<string, string | undefined>): Promise<string | null> {
  if (env.SECRETS_KEY) return env.SECRETS_KEY
  const kept = await readFile(join(env.DATA_DIR || 'data', 'secrets.key'), 'utf8').catch(() => '')
  return kept.trim() || null
}

async function reseal(
  store: SealedStore,
  keys: string | null,
  print: (line: string) => void,
): Promise<number> {
  if (keys === null) {
    print('No key: set SECRETS_KEY to the new key and the old one, comma-separated.')
    return 1
  }
  const { resealed, unreadable } = await resealSecrets(store, createSealer(keys))
  print(`${resealed} stored secrets were encrypted with the first key.`)
  if (unreadable.length === 0) {
    print('No other key is needed any more: it can be removed from SECRETS_KEY.')
    return 0
  }
  print(
    `Secrets of ${unreadable.length} jobs and batches were encrypted with a key that SECRETS_KEY does not name:`,
  )
  for (const id of unreadable.slice(0, 20)) print(`  ${printable(id)}`)
  return 1
}
