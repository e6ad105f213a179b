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
