import { z } from 'zod'

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A length of time in the environment, such as `90s`, `15m`, `24h` or `30d`, as milliseconds. */
export const duration = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, 'must be a number and a unit: 90s, 15m, 24h or 30d')
  .transform((text) => Number(text.slice(0, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs])
