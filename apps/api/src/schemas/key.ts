import { keyScopes, line, userIdPattern } from '@async-events/core'
import { z } from 'zod'
import * as examples from './examples.ts'
import { instant } from './fields.ts'
import { paging } from './query.ts'

const keyScope = z.enum(keyScopes).meta({
  id: 'KeyScope',
  description:
    '`read` GET · `write` all other requests but · `admin` changes of rights, and keys · `impersonate` `X-User-ID`, and keys of all users.',
})

export const keyCreate = z
  .strictObject({
    name: line(200).optional().describe('What it is for.'),
    user_id: z
      .string()
      .regex(userIdPattern, 'must be a user id')
      .optional()
      .describe('Whose it is. Default: your own; another one needs `impersonate`.'),
    scopes: z.array(keyScope).min(1).max(keyScopes.length).describe('No others than your own.'),
  })
  .meta({ id: 'KeyCreate', examples: [{ name: 'build server', scopes: ['read', 'write'] }] })

const key = z
  .object({
    key_id: z.string().describe('part of the key, no secret'),
    name: z.string(),
    user_id: z.string(),
    scopes: z.array(keyScope),
    created_at: instant,
    used_at: instant.nullable().describe('last use, within a minute'),
    revoked_at: instant.nullable(),
  })
  .meta({ id: 'Key', description: 'An API key without its secret.', examples: [examples.key] })

export const keyCreated = z
  .object({
    status: z.literal('success'),
    key,
    api_key: z.string().describe('what goes behind `Authorization: Bearer`: shown only here'),
    message: z.string(),
  })
  .meta({
    id: 'KeyCreated',
    examples: [
      {
        status: 'success',
        key: examples.key,
        api_key: `ae_${examples.key.key_id}_…`,
        message: 'The key was made; its secret is shown only now.',
      },
    ],
  })

export const keyList = z
  .object({ status: z.literal('success'), keys: z.array(key), next_cursor: z.string().nullable() })
  .meta({ id: 'KeyList', examples: [{ status: 'success', keys: [examples.key], next_cursor: null }] })

export const keyRevoked = z.object({ status: z.literal('success'), key, message: z.string() }).meta({
  id: 'KeyRevoked',
  examples: [
    {
      status: 'success',
      key: { ...examples.key, revoked_at: '2026-05-03T09:00:00.000Z' },
      message: 'The key was revoked.',
    },
  ],
})

export const keyId = z.object({ key_id: z.string().max(500) })
export const keyQuery = z.strictObject({ ...paging, user_id: line(200).optional() })

export type KeyView = z.output<typeof key>
