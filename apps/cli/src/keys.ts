import { parseArgs } from 'node:util'
import {
  type ApiKeyStore,
  type KeyScope,
  keyScopes,
  line,
  newApiKey,
  userIdPattern,
} from '@async-events/core'
import { connectMongo, createApiKeyStore, createIndexes, defineModels } from '@async-events/mongo'
import { localServers } from './local-servers.ts'
import { printable } from './printable.ts'

export const usage = `usage:
  keys make --user ID [--name TEXT] [--scopes read,write,admin,impersonate]    shows the new key, once
  keys list
  keys revoke KEY_ID

The database is MONGODB_URI, or that of the service that "npm start" runs on DATA_DIR (./data).`

/** Makes, lists and revokes API keys. Returns the exit code. */
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
    const keys = createApiKeyStore(models)
    if (command === 'make' && values.user) return await make(keys, { ...values, user: values.user }, print)
    if (command === 'list') return await list(keys, print)
    if (command === 'revoke' && id) return await revoke(keys, id, print)
    print(usage)
    return 2
  } finally {
    await mongo.close()
  }
}

async function make(
  keys: ApiKeyStore,
  { user, name, scopes: text }: { user: string; name: string; scopes: string },
  print: (line: string) => void,
): Promise<number> {
  const scopes = text.split(',').map((scope) => scope.trim())
  const unknown = scopes.find((scope) => !keyScopes.some((known) => known === scope))
  if (name !== '' && !line(200).safeParse(name).success) {
    print('The name must be one line of at most 200 characters.')
    return 2
  }
  if (unknown !== undefined || !userIdPattern.test(user)) {
    print(unknown === undefined ? 'The user id is not valid.' : `There is no scope "${printable(unknown)}".`)
    return 2
  }
  const made = newApiKey({ name, user_id: user, scopes: scopes as KeyScope[] }, new Date())
  await keys.insert(made.key)
  print(made.text)
  return 0
}

async function list(keys: ApiKeyStore, print: (line: string) => void): Promise<number> {
  for (const { id, user_id, scopes, name, created_at, revoked_at } of await keys.list()) {
    const state = revoked_at ? `revoked ${revoked_at.toISOString()}` : 'valid'
    print(printable([id, user_id, scopes.join(','), created_at.toISOString(), state, name].join('  ')))
  }
  return 0
}

async function revoke(keys: ApiKeyStore, id: string, print: (line: string) => void): Promise<number> {
  const done = await keys.revoke(id, new Date())
  print(printable(done ? `${id} is revoked.` : `There is no valid key ${id}.`))
  return done ? 0 : 1
}
