import type { PageSubject } from '@async-events/core'
import type { CheerioAPI } from 'cheerio/slim'
import { readStamp } from '../times/read-stamp.ts'
import type { PageNode } from '../tree/bounded-page.ts'
import { chooseFacts, type SessionFacts } from './choose-facts.ts'
import type { Claim } from './claim.ts'
import { claimRank } from './claim.ts'
import { claimsOfByline } from './claims-of-byline.ts'
import { claimsOfClassNames } from './claims-of-class-names.ts'
import { claimsOfHead } from './claims-of-head.ts'
import { claimsOfLabels } from './claims-of-labels.ts'
import { claimsOfThing, nameOf, textOfThing } from './claims-of-linked-data.ts'
import { claimsOfPeopleLinks } from './claims-of-people-links.ts'
import { claimsOfTimeElements } from './claims-of-time-elements.ts'
import { claimsOfTimedLines } from './claims-of-timed-lines.ts'
import { eventDays } from './event-days.ts'
import { eventClaim } from './event-of-page.ts'
import { flattenPage, textOf } from './flat-page.ts'
import { type PageHead, readHead } from './head-of-page.ts'
import { isSessionPage } from './is-session-page.ts'
import { labelledValues } from './labelled-values.ts'
import { licenceInText } from './licence-in-text.ts'
import { type LinkBlock, linkBlocks } from './link-blocks.ts'
import type { Thing } from './linked-data.ts'
import { isTitled, subjectOf } from './main-thing.ts'
import { firstText, isEventType, isSectionEvent } from './thing-values.ts'
import { peopleInHeadings, titleOfPage } from './title-of-page.ts'

export interface FactReading {
  facts: SessionFacts
  /** Elements that hold nothing but facts. */
  factElements: Set<PageNode>
  links: LinkBlock[]
  /** The page describes a session or another event, not an article. */
  session: boolean
}

/** The facts of a session from all layers of its page. */
export function readFacts(
  $: CheerioAPI,
  things: readonly Thing[],
  url: string,
  about: PageSubject = {},
): FactReading {
  const page = flattenPage($)
  const head = readHead($)
  const values = labelledValues(page)
  const people = claimsOfLabels(
    page,
    values.filter(({ label }) => label === 'speakers'),
    {},
    url,
  ).flatMap((claim) => (claim.fact === 'speakers' ? claim.value.map(({ name }) => name) : []))

  const events = things.filter((thing) => thing.types.some(isEventType))
  const sections = events.filter(isSectionEvent)
  const siteNames = [head.meta('og:site_name', 'application-name')].filter((name) => name !== null)
  const parents = sections.map((thing) => nameOf(thing, 'superEvent')).filter((name) => name !== null)
  const title = titleOfPage(page, head, {
    named: sections.map((thing) => textOfThing(thing, 'name')).filter((name) => name !== null),
    events: [...siteNames, ...parents],
    people,
    url,
    labelled: values
      .filter(({ label, block }) => label === 'title' && !block)
      .map((value) => textOf(page, value)),
    session: about.session ?? null,
  })
  const subject = subjectOf(things, title?.text ?? null, url)
  const conferences = subject.events
    .map((thing) => textOfThing(thing, 'name'))
    .filter((name) => name !== null)
  const reference = eventDays(page, subject.events, {
    names: [...conferences, ...siteNames, head.title ?? '', head.meta('og:title') ?? ''],
    url,
    language: head.language,
  })

  const element = title?.element ?? null
  const claims: Claim[] = []
  if (subject.main) claims.push(...claimsOfThing(subject.main, subject.main.source, url))
  const published = publicationDays(things, head)
  const labelled = claimsOfLabels(page, values, reference, url)
  const shown = [
    ...claimsOfClassNames(page, element, reference, url),
    ...(element === null ? [] : claimsOfByline(page, element, reference, url)),
    ...claimsOfTimeElements(page, element, reference),
  ].filter((claim) => !isPublication(claim, published))
  const isAbout = isSessionPage({ main: subject.main, values, labelled, shown, head, url })
  if (isAbout) {
    claims.push(...labelled, ...shown)
    claims.push(
      ...claimsOfPeopleLinks(page, element, url),
      ...claimsOfTimedLines(page, element, reference, url),
    )
  } else claims.push(...labelled.filter(({ fact }) => alsoOfArticles.has(fact)))
  claims.push(...claimsOfHead(head, url))
  const licence = licenceInText(page.text)
  if (licence !== null)
    claims.push({ fact: 'licence', value: licence, source: 'text', rank: claimRank.prose })
  const named = isAbout ? peopleInHeadings(page, title?.text ?? null) : []
  if (named.length > 0)
    claims.push({
      fact: 'speakers',
      value: named.map((name) => ({ name, url: null, imageUrl: null })),
      source: 'heading',
      rank: claimRank.prose,
    })
  if (title !== null)
    claims.push({
      fact: 'title',
      value: title.text,
      source: title.source,
      rank: subject.main && isTitled(subject.main, title.text) ? claimRank.linkedData + 1 : claimRank.label,
    })
  const event = eventClaim(page, head, {
    title: title?.text ?? null,
    named: [...conferences, ...parents],
    people,
    session: isAbout,
  })
  if (event !== null) claims.push(event)
  const { facts, factElements } = chooseFacts(claims, { day: about.day ?? null })
  return {
    facts,
    factElements,
    links: linkBlocks(page, values, url),
    session: isAbout,
  }
}

/** On other pages, too, these labels mean what they say. */
const alsoOfArticles = new Set<Claim['fact']>(['licence', 'language', 'keywords'])

/** When the page or its recording appeared: a day without a time that is one of these is not the session's. */
function publicationDays(things: readonly Thing[], head: PageHead): ReadonlySet<string> {
  const stamps = things.flatMap((thing) =>
    ['datePublished', 'uploadDate', 'dateCreated', 'dateModified'].map((name) => firstText(thing, name)),
  )
  const stated = head.meta('article:published_time', 'article:modified_time', 'date', 'dc.date')
  return new Set([...stamps, stated].flatMap((stamp) => readStamp(stamp)?.date ?? []))
}

const isPublication = (claim: Claim, days: ReadonlySet<string>): boolean =>
  claim.fact === 'when' &&
  claim.value.date !== null &&
  claim.value.start === null &&
  days.has(claim.value.date)
