import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findApiKey, newApiKey } from '@async-events/core'
import { connectMongo, createApiKeyStore, defineModels } from '@async-events/mongo'
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runKeys } from '../src/keys.ts'

const uri = testDatabaseUri()
const mongo = connectMongo(uri, { appName: 'test', log: { warn: () => {} } })
const store = createApiKeyStore(defineModels(mongo.connection))
let dataDir: string
beforeAll(async () => {
  await mongo.tried
  dataDir = await mkdtemp(join(tmpdir(), 'async-events-keys-'))
})
afterAll(async () => {
  await mongo.close()
  await rm(dataDir, { recursive: true })
})

async function keys(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await runKeys(args, { MONGODB_URI: uri }, (line) => lines.push(line))
  return { code, lines }
}

it('makes a key that opens, shows it in the list without its secret, and revokes it', async () => {
  const made = await keys('make', '--user', 'ann', '--name', 'laptop', '--scopes', 'read, admin')
  const [text = ''] = made.lines
  expect(await findApiKey(store, text)).toMatchObject({ user_id: 'ann', scopes: ['read', 'admin'] })
  const [id, secret] = [text.slice(3, 19), text.slice(20)]
  const listed = (await keys('list')).lines.join('\n')
  expect(listed).toContain(id)
  expect(listed).toMatch(/ann {2}read,admin .* valid {2}laptop/)
  expect(listed).not.toContain(secret)
  expect(await keys('revoke', id)).toEqual({ code: 0, lines: [`${id} is revoked.`] })
  expect(await findApiKey(store, text)).toBeNull()
  expect((await keys('revoke', id)).code).toBe(1)
})

it.each([
  [['make'], 2],
  [['make', '--user', '$ne'], 2],
  [['make', '--user', 'ann', '--scopes', 'all'], 2],
  [['other'], 2],
])('%j ends with %d', async (args, code) => {
  expect((await keys(...args)).code).toBe(code)
})

it('finds the database of a service on this machine, and says what to do without one', async () => {
  const lines: string[] = []
  expect(await runKeys(['list'], { DATA_DIR: dataDir }, (line) => lines.push(line))).toBe(1)
  expect(lines.join()).toContain('MONGODB_URI')
  await writeFile(join(dataDir, 'servers.json'), JSON.stringify({ mongodb_uri: uri }))
  expect(await runKeys(['list'], { DATA_DIR: dataDir }, () => {})).toBe(0)
})

it('prints one line for each key, whatever its name was made of', async () => {
  const hostile = 'x\n  0000000000000000  eve  admin\r\u001b[2J\u202e\u2028y'
  // Made by hand: the command does not take such a name.
  const { key } = newApiKey({ name: hostile, user_id: 'ann', scopes: ['read'] }, new Date())
  await store.insert(key)
  const listed = (await keys('list')).lines.filter((line) => line.includes(key.id))
  expect(listed).toHaveLength(1)
  expect(listed[0]).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
  expect((await keys('revoke', 'a\nb\u001b[31m')).lines.join('|')).not.toMatch(/\p{Cc}/u)
  for (const [name, code] of [
    [hostile, 2],
    ['x'.repeat(201), 2],
    ['x'.repeat(200), 0],
  ] as const)
    expect((await keys('make', '--user', 'ann', '--name', name)).code).toBe(code)
})

it('says nothing of the password when the database cannot be reached', () => {
  const main = join(import.meta.dirname, '../src/main.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'keys', 'list'], {
    encoding: 'utf8',
    env: { MONGODB_URI: 'mongodb://ann:S3CRET@127.0.0.1:1/x?serverSelectionTimeoutMS=100' },
  })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain('database')
  expect(stderr).not.toContain('S3CRET')
})
