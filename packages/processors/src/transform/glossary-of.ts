import type { GlossaryTerm } from '@async-events/core'
import { namedFacts } from './document/named-facts.ts'
import type { Params, Sources } from './document/read-sources.ts'
import type { SessionFacts } from './document/session-facts.ts'

/** The job's glossary, and the names of its speakers and event, which are kept as they are. */
export function glossaryOf(
  params: Params,
  { page }: Pick<Sources, 'page'>,
  { speakers }: Pick<SessionFacts, 'speakers'>,
): GlossaryTerm[] {
  const given = (params.glossary ?? []).map(({ term, translation }) => ({
    term,
    translation: translation ?? null,
  }))
  const { event } = namedFacts(params, page)
  const names = [...speakers.map(({ name }) => name), event].map((term) => ({ term, translation: null }))
  const known = new Set<string>()
  return [...given, ...names].filter(({ term }) => term.trim() !== '' && !known.has(term) && known.add(term))
}
