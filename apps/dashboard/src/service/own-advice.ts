import { words } from '../words/words.ts'

export type Advice = Readonly<Record<string, string>>

const known = new Map<string, Promise<Advice>>()

/** What to do about each code in the language of the reader; null where the service's page of errors says it. */
export function readOwnAdvice(url: string | null = words().advice): Promise<Advice | null> {
  if (url === null) return Promise.resolve(null)
  const reading = known.get(url) ?? fetchAdvice(url)
  known.set(url, reading)
  reading.catch(() => known.delete(url))
  return reading
}

async function fetchAdvice(url: string): Promise<Advice> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const advice: Advice = await response.json()
  return advice
}
