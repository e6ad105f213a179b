import { createSealer, createWebhookSender, readWebhookSecret, type SendWebhook } from '@async-events/core'
import { createSafePost } from '@async-events/web'
import { z } from 'zod'
import type { Stack } from './open-stack.ts'
import type { StackConfig } from './stack-config.ts'

/** What the apps that send webhooks need to know beside the rest, as a zod shape. */
export const webhookConfig = {
  PUBLIC_URL: z
    .string()
    .regex(/^(https?:\/\/[^\s?#]+)?$/, 'must begin with http:// or https://')
    .default('')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('address at which clients reach the API; without it webhooks name paths only'),
  SECRETS_KEY: z
    .string()
    .regex(
      /^ *([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)( *, *([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=))* *$/,
      'must be 32 bytes in hex or base64, several by commas',
    )
    .describe(
      'encrypts webhook secrets in the database: openssl rand -base64 32; several by commas while one replaces another: the first encrypts, all decrypt',
    ),
  WEBHOOK_SECRET: z
    .string()
    .default('')
    .transform((text, ctx) => {
      const secrets = text.split(',').flatMap((part) => part.trim() || [])
      const keys = secrets.flatMap((secret) => readWebhookSecret(secret) ?? [])
      if (keys.length === secrets.length && keys.length <= 2) return keys
      ctx.addIssue({
        code: 'custom',
        message: 'must be one or two of whsec_ and the base64 of 24 to 64 bytes',
      })
      return z.NEVER
    })
    .describe(
      'signs webhooks that bring no secret of their own: whsec_ and the base64 of 24 to 64 bytes, two by a comma while one replaces the other',
    ),
}
export type WebhookConfig = z.output<z.ZodObject<typeof webhookConfig>>

/** Sends webhooks as the environment says. */
export function openWebhookSender(
  config: WebhookConfig & Pick<StackConfig, 'FETCH_ALLOW' | 'CONTACT'>,
  { clock, log }: Pick<Stack, 'clock' | 'log'>,
): SendWebhook {
  return createWebhookSender({
    post: createSafePost({
      allow: config.FETCH_ALLOW,
      userAgent: `async-events/0.1 (+${config.CONTACT})`,
      log: {
        info: (message, data = {}) => log.info(data, message),
        warn: (message, data = {}) => log.warn(data, message),
      },
    }),
    sealer: createSealer(config.SECRETS_KEY),
    keys: config.WEBHOOK_SECRET,
    clock,
    log,
  })
}
