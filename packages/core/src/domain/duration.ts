import { z } from 'zod'

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const form = /^(\d{1,9})(ms|s|m|h|d)$/

const toMs = (text: string): number => {
  const [, number, unit] = form.exec(text) ?? []
  return Number(number) * unitMs[unit as keyof typeof unitMs]
}

/** A duration such as `500ms`, `90s`, `15m`, `24h` or `30d`, parsed to milliseconds; bounds are written the same way. */
export const duration = ({ min = '0ms', max = '36500d' } = {}) =>
  z
    .string()
    .regex(form, 'must be a number with a unit: 500ms, 90s, 15m, 24h or 30d')
    .transform(toMs)
    .refine((ms) => ms >= toMs(min) && ms <= toMs(max), `must be between ${min} and ${max}`)
