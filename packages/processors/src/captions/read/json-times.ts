import { secondsOf } from './cue-times.ts'

/** A value in a JSON file. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json | undefined
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Units of keys that say theirs: seconds of one. */
const units: Readonly<Record<string, number>> = { s: 1, ms: 0.001, ticks: 1e-7 }

/** A time and whether its unit is known; of a plain number it is not. */
export interface JsonTime {
  value: number
  isSeconds: boolean
}

/** `1.2`, `"1.2"`, `"1.2s"`, `"00:00:01,200"`, `"PT1.2S"`, and Google's `{seconds, nanos}`. */
export function readTime(value: Json | undefined, unit?: string): JsonTime | null {
  const scale = unit === undefined ? null : (units[unit] ?? 1)
  if (typeof value === 'number')
    return isTime(value) ? { value: value * (scale ?? 1), isSeconds: scale !== null } : null
  if (isObject(value)) {
    const seconds = Number(value.seconds ?? 0) + Number(value.nanos ?? 0) / 1e9
    return ('seconds' in value || 'nanos' in value) && isTime(seconds)
      ? { value: seconds, isSeconds: true }
      : null
  }
  if (typeof value !== 'string' || value.length > 40) return null
  const clock = /^\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?\s*$/.exec(value)
  if (clock !== null) return { value: secondsOf(clock.slice(1)), isSeconds: true }
  const number = /^\s*(?:PT)?(\d{1,15}(?:\.\d{1,15})?)(s)?\s*$/i.exec(value)
  if (number === null) return null
  const plain = Number(number[1])
  return { value: plain * (scale ?? 1), isSeconds: scale !== null || number[2] !== undefined }
}

const isTime = (value: number): boolean => Number.isFinite(value) && value >= 0 && value < 1e15
