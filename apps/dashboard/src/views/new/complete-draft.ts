import type { Draft } from './draft.ts'

export interface CompleteDraft {
  line: number
  parameters: Record<string, unknown>
  job: Readonly<Record<string, unknown>>
  /** Required parameters that nothing gives. */
  missing: string[]
  /** The title is made of the address. */
  isTitleGuessed: boolean
}

/**
 * A draft with what is the same for all where it states nothing itself, its title from the address where it has none, and its
 * file name from the title. Of other job types than `session` nothing is made up.
 */
export function completeDraft(
  { line, parameters, job }: Draft,
  common: Readonly<Record<string, unknown>>,
  required: readonly string[],
): CompleteDraft {
  const isSession = job.job_type === undefined || job.job_type === 'session'
  const stated = isSession ? { ...common, ...withoutNulls(parameters) } : { ...parameters }
  const guessed = isSession && isMissing(stated.session) ? titleOf(stated.url) : null
  const full: Record<string, unknown> = { ...stated, ...(guessed !== null && { session: guessed }) }
  if (isSession && isMissing(full.filename) && typeof full.session === 'string')
    full.filename = `${full.session.replaceAll(/[/\\]/g, '-')}.md`
  return {
    line,
    parameters: full,
    job,
    missing: isSession ? required.filter((name) => isMissing(full[name])) : [],
    isTitleGuessed: guessed !== null,
  }
}

/** `https://conf.example/talks/reed-beds.html` is probably about `Reed beds`. */
function titleOf(address: unknown): string | null {
  if (typeof address !== 'string' || !URL.canParse(address)) return null
  const { pathname, hostname } = new URL(address)
  const last = pathname.split('/').findLast((part) => part !== '') ?? hostname
  const text = decoded(last)
    .replace(/\.[a-z]\w{1,4}$/i, '')
    .replaceAll(/[-_+\s]+/g, ' ')
    .trim()
  return text === '' ? null : text.charAt(0).toUpperCase() + text.slice(1)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Those that are not null or empty. */
export const withoutNulls = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isMissing(value)))
