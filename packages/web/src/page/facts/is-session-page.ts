import type { Claim } from './claim.ts'
import type { PageHead } from './head-of-page.ts'
import type { LabelledValue } from './labelled-values.ts'
import type { Thing } from './linked-data.ts'
import { looksLikePerson } from './person-name.ts'
import { isEventType } from './thing-values.ts'
import { looksLikeEvent } from './title-parts.ts'

export interface SessionEvidence {
  main: Thing | null
  values: readonly LabelledValue[]
  /** Of labels. */
  labelled: readonly Claim[]
  /** Of class names, of lines around the title and of `<time>`. */
  shown: readonly Claim[]
  head: PageHead
  url: string
}

/** Less is an article, a product or a thread that has a date and a name as well. */
const enough = 2.5

/**
 * Whether the page is about a session of an event. Elsewhere `Location` is a shop, `Category` a shelf and a time that of
 * publication.
 */
export function isSessionPage({ main, values, labelled, shown, head, url }: SessionEvidence): boolean {
  if (main?.types.some(isEventType)) return true
  let weight = pathWeight(url)
  const has = (fact: Claim['fact'], claims: readonly Claim[]): boolean =>
    claims.some((claim) => claim.fact === fact)
  const labels = new Set(values.map(({ label }) => label))
  const timed = (claims: readonly Claim[]): boolean =>
    claims.some((claim) => claim.fact === 'when' && claim.value.start !== null)
  const dated = (claims: readonly Claim[]): boolean =>
    claims.some(
      (claim) => claim.fact === 'when' && (claim.value.date !== null || claim.value.weekday !== null),
    )
  const named = labelled.some(
    (claim) => claim.fact === 'speakers' && claim.value.some(({ name }) => looksLikePerson(name)),
  )
  if (labels.has('speakers') && has('speakers', labelled)) weight += named ? 2.5 : 1
  if (labels.has('room') && has('room', labelled)) weight += 1.5
  else if (labels.has('place') && has('room', labelled)) weight += 0.5
  if (labels.has('track') && has('track', labelled)) weight += 1
  if (timed(labelled)) weight += 1.5
  else if (dated(labelled)) weight += 0.5
  if (
    labels.has('duration') &&
    labelled.some((claim) => claim.fact === 'when' && claim.value.duration !== null)
  )
    weight += 0.5
  // A single stamp is that of a post.
  const slot = shown.some(
    (claim) =>
      claim.fact === 'when' &&
      claim.value.start !== null &&
      (claim.value.end !== null || claim.value.weekday !== null || claim.source === 'text'),
  )
  if (timed(shown)) weight += slot ? (dated(shown) ? 1 : 0.5) : 0.25
  if (has('room', shown)) weight += 0.75
  if (has('track', shown)) weight += 0.25
  if (has('speakers', shown)) weight += 0.75
  if (slot && has('room', shown)) weight += 1
  if (
    values.some(
      ({ label, name }) => label === 'text' && /^abstract|^zusammenfassung|^résumé|^resumen/i.test(name),
    )
  )
    weight += 1
  const names = [
    head.title,
    head.meta('og:site_name'),
    head.meta('og:title'),
    head.meta('citation_conference_title'),
  ]
  if (names.some((name) => name?.split(/\s[|–—·:-]\s|: /).some(looksLikeEvent))) weight += 1
  if (
    main?.types.some((type) => articleTypes.has(type)) ||
    /^(?:article|product)/.test(head.meta('og:type') ?? '')
  )
    weight -= 1.5
  return weight >= enough
}

const articleTypes = new Set([
  'Article',
  'BlogPosting',
  'NewsArticle',
  'TechArticle',
  'Product',
  'QAPage',
  'Question',
  'DiscussionForumPosting',
  'Recipe',
  'SoftwareApplication',
])

function pathWeight(url: string): number {
  const { pathname, search } = new URL(url)
  const parts = `${pathname}${search}`.toLowerCase().split(/[/_?&=.-]+/)
  if (parts.some((part) => strongPath.test(part))) return 2
  return parts.some((part) => weakPath.test(part)) ? 1 : 0
}
const strongPath =
  /^(?:talks?|sessions?|schedule|presentations?|lectures?|contributions?|proposals?|fahrplan|vortr(?:ag|aege)|charlas?|palestras?|keynotes?|speakers?|conferences?|conf|abstracts?|devroom|programm|programme|agenda|session)$/
const weakPath =
  /^(?:events?|program|workshops?|tutorials?|tracks?|videos?|archives?|papers?|v|watch|(?:19|20)\d\d)$/
