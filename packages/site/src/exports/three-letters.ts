import { primarySubtag } from '@async-events/core'
import { iso6393 } from 'iso-639-3'

const threes = new Map(
  iso6393.flatMap(({ iso6391, iso6393: three }) => (iso6391 ? [[iso6391, three] as const] : [])),
)

/** The code of ISO 639-3 for a language tag: `deu` for `de-AT`; `und` for what has none. */
export function threeLetters(tag: string | null): string {
  const primary = primarySubtag(tag) ?? ''
  return threes.get(primary) ?? (/^[a-z]{3}$/.test(primary) ? primary : 'und')
}
