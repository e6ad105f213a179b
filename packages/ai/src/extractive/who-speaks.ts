import type { Statement, TextModelRequest } from '@async-events/core'
import { escapeQuote } from './escape-quote.ts'
import { ownRole } from './own-role.ts'
import { sayWho } from './say-who.ts'

/** The sentence that says who speaks about what, from the facts of the session; none where they do not tell. */
export function whoSpeaks({
  source,
  sourceLanguage,
}: Pick<TextModelRequest, 'source' | 'sourceLanguage'>): Statement[] {
  const speakers = (source.facts.speakers ?? '').split(/,\s*/).filter((name) => name !== '')
  const speech = source.passages.flatMap(({ from, doubtful, text }, place) =>
    from === 'speech' && !doubtful ? [{ text, place }] : [],
  )
  const [only, ...others] = speakers
  const own = only === undefined || others.length > 0 ? null : ownRole(speech, only, sourceLanguage)
  const who = sayWho(speakers, source.title, sourceLanguage, own?.role)
  return who === null
    ? []
    : [{ text: escapeQuote(who), passages: own === null ? [] : [own.place], facts: true }]
}
