import type { Client, Key } from '@async-events/client'
import { keyScopes } from '@async-events/core'
import { Command, Option } from '@commander-js/extra-typings'
import { shortDate } from '../describe/times.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import { showTable } from '../terminal/show-table.ts'

export function keysCommand(start: Start) {
  const command = new Command('keys')
    .summary('create, list and revoke API keys')
    .description(
      'Manages API keys of the service, with a key of the scope admin in ASYNC_EVENTS_API_KEY. The first key of a service is made next to its database: npm run keys.',
    )
  command.addCommand(createCommand(start))
  command.addCommand(listCommand(start))
  command.addCommand(revokeCommand(start))
  return command
}

const createCommand = (start: Start) =>
  new Command('create')
    .summary('make a key')
    .description('Makes an API key and writes it, once: it cannot be read again.')
    .option('--name <NAME>', 'what it is for')
    .addOption(
      new Option('--scope <SCOPE...>', 'what it may do')
        .choices(keyScopes)
        .default(['read', 'write'] as const),
    )
    .option('--for <USER>', 'whose it is; by default yours')
    .action(async ({ name, scope, for: user }) => {
      const { client, out, signal } = start()
      const body = { scopes: [...scope], ...stated({ name, user_id: user }) }
      const made = await client.createKey({ body, signal })
      out.data({ ...made.key, api_key: made.api_key })
      out.line(made.api_key)
      out.note(`${made.message} Its id is ${made.key.key_id}.`)
    })

const listCommand = (start: Start) =>
  new Command('list')
    .summary('list keys')
    .description('Lists keys without their secrets, newest first.')
    .option('--for <USER>', 'those of a user')
    .action(async ({ for: user }) => {
      const { client, out, signal } = start()
      await showTable(out, everyKey(client, user, signal), titles, (key) => [
        key.key_id,
        printable(key.user_id),
        key.scopes.join(','),
        shortDate(key.created_at),
        key.used_at === null ? 'never' : shortDate(key.used_at),
        key.revoked_at === null ? 'valid' : `revoked ${shortDate(key.revoked_at)}`,
        printable(key.name),
      ])
    })

const titles = ['ID', 'USER', 'SCOPES', 'CREATED (UTC)', 'LAST USED', 'STATE', 'NAME']

async function* everyKey(client: Client, user: string | undefined, signal: AbortSignal): AsyncGenerator<Key> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = stated({ user_id: user, cursor: cursor || undefined })
    const page = await client.listKeys({ query, signal })
    yield* page.keys
    cursor = page.next_cursor
  }
}

const revokeCommand = (start: Start) =>
  new Command('revoke')
    .summary('revoke a key')
    .description('Revokes a key: it opens nothing from then on.')
    .argument('<KEY_ID>', 'as "keys list" tells it')
    .action(async (id) => {
      const { client, out, signal } = start()
      const { key, message } = await client.revokeKey({ path: { key_id: id }, signal })
      out.data(key)
      out.line(printable(message))
    })
