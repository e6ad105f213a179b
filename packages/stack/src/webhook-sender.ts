import { createSealer, createWebhookSender, readWebhookSecret, type SendWebhook } from '@async-events/core'
import { createSafePost } from '@async-events/web/safe-post'
import { z } from 'zod'
import type { Stack } from './open-stack.ts'
import type { StackConfig } from './stack-config.ts'
import { tracedSender } from './traced-sender.ts'
import { userAgentOf } from './user-agent.ts'

/** Variables of the apps that send webhooks, as a zod shape. */
export const webhookConfig = {
  API_PUBLIC_URL: z
    .string()
    .regex(/^(https?:\/\/[^\s?#]+)?$/, 'must begin with http:// or https://')
    .default('')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('public URL of the API; without it webhooks contain paths only')
    .meta({ formerly: 'PUBLIC_URL' }),
  SECRETS_KEY: z
    .string()
    .regex(
      /^ *([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)( *, *([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=))* *$/,
      'must be 32 bytes in hex or base64, several comma-separated',
    )
    .describe(
      'encryption key of stored webhook secrets: openssl rand -base64 32; comma-separated during key rotation: the first encrypts, all decrypt',
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
        message: 'must be one or two secrets: whsec_ and the base64 of 24 to 64 bytes',
      })
      return z.NEVER
    })
    .describe(
      'default signing secret for webhooks without their own: whsec_ and the base64 of 24 to 64 bytes; two comma-separated during rotation',
    ),
}
export type WebhookConfig = z.output<z.ZodObject<typeof webhookConfig>>

/** Opens the configured webhook sender. */
export function openWebhookSender(
  config: WebhookConfig & Pick<StackConfig, 'FETCH_ALLOW' | 'FETCH_CONTACT'>,
  { clock, log, tracing }: Pick<Stack, 'clock' | 'log' | 'tracing'>,
): SendWebhook {
  const send = createWebhookSender({
    post: createSafePost({
      allow: config.FETCH_ALLOW,
      userAgent: userAgentOf(config),
      log,
    }),
    sealer: createSealer(config.SECRETS_KEY),
    keys: config.WEBHOOK_SECRET,
    clock,
    log,
  })
  return tracedSender(send, tracing)
}
