import { primarySubtag } from '@async-events/core/language-tag'
import { type Claim, claimRank } from './claim.ts'
import type { PageHead } from './head-of-page.ts'
import { plainText, webUrl } from './page-facts.ts'
import { looksLikePerson } from './person-name.ts'
import { timeInStamps } from './when.ts'

/** OpenGraph, Dublin Core and plain `<meta>`. */
export function claimsOfHead(head: PageHead, url: string): Claim[] {
  const { meta } = head
  const claims: Claim[] = []
  const rank = claimRank.head
  const described = meta('og:description')
  const description = described ?? meta('description', 'dc.description', 'twitter:description')
  if (description !== null)
    claims.push({
      fact: 'description',
      value: description,
      source: described === null ? 'meta' : 'opengraph',
      rank,
    })
  const language = primarySubtag(head.language)
  if (language !== null) claims.push({ fact: 'language', value: language, source: 'meta', rank })
  const licence = webUrl(head.licence, url) ?? plainText(meta('dc.rights', 'dcterms.license'))
  if (licence !== null) claims.push({ fact: 'licence', value: licence, source: 'meta', rank })
  const keywords = (meta('keywords', 'news_keywords') ?? '')
    .split(',')
    .map((word) => plainText(word, 80))
    .filter((word) => word !== null)
  if (keywords.length > 0) claims.push({ fact: 'keywords', value: keywords, source: 'meta', rank })
  const author = meta('author', 'dc.creator', 'dcterms.creator')
  if (author !== null && looksLikePerson(author))
    claims.push({
      fact: 'speakers',
      value: [{ name: author, url: null, imageUrl: null }],
      source: 'meta',
      rank: claimRank.weak,
    })
  const time = timeInStamps(meta('event:start_time'), meta('event:end_time'), null)
  if (time !== null) claims.push({ fact: 'when', value: time, source: 'opengraph', rank })
  return claims
}
