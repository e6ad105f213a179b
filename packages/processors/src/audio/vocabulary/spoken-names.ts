import type { z } from 'zod'
import type { audioContract } from '../contract.ts'
import { cleanName } from './clean-name.ts'

/** Names and terms that are likely to be said, cleaned, each once. */
export interface SpokenNames {
  /** Terms that the job lists. */
  vocabulary: string[]
  speakers: string[]
  titles: string[]
  events: string[]
  /** Of the slides. */
  headings: string[]
}

type Params = Pick<
  z.output<typeof audioContract.params>,
  'event' | 'headings' | 'page' | 'session' | 'speakers' | 'vocabulary'
>

/** From the job, then from page and slides. */
export function spokenNamesOf({ event, headings, page, session, speakers, vocabulary }: Params): SpokenNames {
  return {
    vocabulary: cleaned(vocabulary),
    speakers: cleaned([...(speakers ?? []), ...(page?.speakers ?? [])]),
    titles: cleaned([session, page?.title]),
    events: cleaned([event, page?.event]),
    headings: cleaned(headings),
  }
}

function cleaned(texts: readonly (string | null | undefined)[] | null | undefined): string[] {
  const names = new Map<string, string>()
  for (const text of texts ?? []) {
    const name = cleanName(text ?? '')
    const key = name.toLowerCase()
    if (name !== '' && !names.has(key)) names.set(key, name)
  }
  return [...names.values()]
}
