import { InvalidArgumentError } from '@commander-js/extra-typings'

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.')
  return Number(text)
}

const units: Readonly<Record<string, number>> = {
  '': 1000,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** Milliseconds of `90`, `30s`, `10m`, `2h`, `1d`: seconds without a unit. */
export function milliseconds(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,6})(ms|s|m|h|d)?$/.exec(text) ?? []
  const factor = units[unit]
  if (digits === undefined || factor === undefined)
    throw new InvalidArgumentError('It must be a duration such as 90s, 10m or 2h.')
  return Number(digits) * factor
}

/** An ISO date in UTC, from a date or from how long ago it was: `2026-02-04`, `2026-02-04T10:00+01:00`, `2h`. */
export function pointInTime(text: string): string {
  const isAgo = /^\d+(ms|s|m|h|d)$/.test(text)
  const at = isAgo ? Date.now() - milliseconds(text) : /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw new InvalidArgumentError('It must be a date such as 2026-02-04, or 2h for two hours ago.')
  return new Date(at).toISOString()
}
