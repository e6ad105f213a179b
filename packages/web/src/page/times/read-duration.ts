import { labelledDurationAt } from './duration-at.ts'
import { longestText } from './moments-in.ts'
import { tokensOf } from './tokens.ts'

const iso = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?$/i

/** Minutes of a text that states a duration: `45 min`, `1h30`, `0:45`, `PT45M`; a bare number counts minutes. */
export function readDuration(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed.length > longestText) return null
  const parts = iso.exec(trimmed)
  if (parts) {
    const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
    return bounded((days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + Math.round((seconds ?? 0) / 60))
  }
  if (/^\d{1,3}$/.test(trimmed)) return Number(trimmed) >= 5 ? bounded(Number(trimmed)) : null
  const tokens = tokensOf(trimmed)
  const at = tokens.findIndex((token) => token.kind === 'number')
  return at === -1 ? null : (labelledDurationAt(tokens, at)?.minutes ?? null)
}

const bounded = (minutes: number): number | null => (minutes > 0 && minutes <= 1440 ? minutes : null)
