import { primarySubtag } from '@async-events/core'
import { isLabelledGenerated } from './is-generated.ts'

/** Labels of captions. */
interface Labelled {
  language: string | null
  label: string | null
  url?: string | null
}

/**
 * Captions in the language of the recording, and the others, each sorted best first: those with a stated language
 * before those without, written captions before generated ones.
 */
export function sortCaptions<C extends Labelled>(
  captions: readonly C[],
  language: string | null,
): { fitting: C[]; others: C[] } {
  const wanted = primarySubtag(language)
  const known = (one: Labelled): string | null => primarySubtag(one.language)
  const fits = (one: C): boolean => known(one) === null || wanted === null || known(one) === wanted
  const rank = (one: Labelled): number =>
    (known(one) === null ? 2 : 0) + (isLabelledGenerated(one.label, one.url ?? null) ? 1 : 0)
  const sorted = captions.toSorted((a, b) => rank(a) - rank(b))
  return { fitting: sorted.filter(fits), others: sorted.filter((one) => !fits(one)) }
}
