import { primarySubtag } from '@async-events/core'

/** What a source says of its captions. */
interface Labelled {
  language: string | null
  label: string | null
}

/** How services call captions that nobody wrote. */
const automatic =
  /\bauto(matic(ally)?|generated|matisch\w*)?\b|\basr\b|machine|automatique|automátic|automatic[oa]/i

/**
 * Captions in the language of the recording, and the others; each the best first: those that say their language before
 * those that do not, those that somebody wrote before automatic ones.
 */
export function sortCaptions<C extends Labelled>(
  captions: readonly C[],
  language: string | null,
): { fitting: C[]; others: C[] } {
  const wanted = primarySubtag(language)
  const known = (one: Labelled): string | null => primarySubtag(one.language)
  const fits = (one: C): boolean => known(one) === null || wanted === null || known(one) === wanted
  const rank = (one: Labelled): number =>
    (known(one) === null ? 2 : 0) + (automatic.test(one.label ?? '') ? 1 : 0)
  const sorted = captions.toSorted((a, b) => rank(a) - rank(b))
  return { fitting: sorted.filter(fits), others: sorted.filter((one) => !fits(one)) }
}
