import type { z } from 'zod'
import { primarySubtag } from '../../audio/primary-subtag.ts'
import type { videoContract } from '../../video/contract.ts'

export type Captions = z.output<(typeof videoContract)['result']>['captions'][number]

/** How services call captions that nobody wrote. */
const automatic =
  /\bauto(matic(ally)?|generated|matisch\w*)?\b|\basr\b|machine|automatique|automátic|automatic[oa]/i

/**
 * Captions in the language of the recording, and the others; each the best first: those that say their language before
 * those that do not, those that somebody wrote before automatic ones.
 */
export function sortCaptions(
  captions: readonly Captions[],
  language: string | null,
): { fitting: Captions[]; others: Captions[] } {
  const wanted = primarySubtag(language)
  const known = (one: Captions): string | null => primarySubtag(one.language)
  const fits = (one: Captions): boolean => known(one) === null || wanted === null || known(one) === wanted
  const rank = (one: Captions): number =>
    (known(one) === null ? 2 : 0) + (automatic.test(one.label ?? '') ? 1 : 0)
  const sorted = captions.toSorted((a, b) => rank(a) - rank(b))
  return { fitting: sorted.filter(fits), others: sorted.filter((one) => !fits(one)) }
}
