import type { Session } from '../session.ts'

/** A webhook whose secret is no option: every user of a machine sees its command lines. */
export const webhookOf = (
  { surroundings: { env } }: Pick<Session, 'surroundings'>,
  url: string,
): { url: string; secret?: string } => ({
  url,
  ...(env.ASYNC_EVENTS_WEBHOOK_SECRET && { secret: env.ASYNC_EVENTS_WEBHOOK_SECRET }),
})
