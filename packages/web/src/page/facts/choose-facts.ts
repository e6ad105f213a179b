import type { FactName, FactSource, PageFacts, PagePerson } from '@async-events/core'
import type { PageNode } from '../tree/bounded-page.ts'
import type { Claim, ClaimedFact, ClaimOf } from './claim.ts'
import { mergeTimes } from './merge-times.ts'
import { nameKey } from './name-key.ts'
import { factLimits, uniqueBy } from './page-facts.ts'

export type SessionFacts = Pick<
  PageFacts,
  | 'title'
  | 'description'
  | 'language'
  | 'speakers'
  | 'event'
  | 'track'
  | 'room'
  | 'startsAt'
  | 'endsAt'
  | 'day'
  | 'startTime'
  | 'endTime'
  | 'duration'
  | 'licence'
  | 'keywords'
  | 'sources'
>

export interface ChosenFacts {
  facts: SessionFacts
  /** Elements of the claims that won or agree: they hold nothing that is not among the facts. */
  factElements: Set<PageNode>
}

/** Another layer that says the same weighs as much as this step in rank. */
const agreement = 12

/** Resolves what the layers of the page claim: the higher rank wins, unless layers below agree on another value. */
export function chooseFacts(claims: readonly Claim[], about: { day: string | null }): ChosenFacts {
  const sources: Partial<Record<FactName, FactSource>> = {}
  const won: Claim[] = []
  const of = <Fact extends ClaimedFact>(fact: Fact): ClaimOf<Fact>[] =>
    claims.filter((claim): claim is ClaimOf<Fact> => claim.fact === fact)
  const text = (
    fact: 'title' | 'description' | 'language' | 'event' | 'track' | 'room' | 'licence',
  ): string | null => {
    const chosen = chooseText(of(fact))
    if (chosen === null) return null
    won.push(...chosen.agreeing)
    sources[fact] = chosen.winner.source
    return chosen.winner.value
  }
  const facts = {
    title: text('title'),
    description: text('description'),
    language: text('language'),
    event: text('event'),
    track: text('track'),
    room: text('room'),
    licence: text('licence'),
  }
  const people = choosePeople(of('speakers'), facts.title)
  won.push(...people.agreeing)
  if (people.source !== null) sources.speakers = people.source
  const [keywords] = of('keywords').sort((a, b) => b.rank - a.rank)
  if (keywords) {
    won.push(keywords)
    sources.keywords = keywords.source
  }
  const times = mergeTimes(of('when'), about.day)
  won.push(...times.agreeing)
  for (const [fact, source] of Object.entries(times.sources)) sources[fact as FactName] = source
  return {
    facts: {
      ...facts,
      ...times.facts,
      speakers: people.people,
      keywords: uniqueBy(keywords?.value ?? [], (word) => word.toLowerCase()).slice(0, factLimits.keywords),
      sources,
    },
    factElements: new Set(won.flatMap(({ elements = [] }) => elements)),
  }
}

type TextClaim = ClaimOf<'title' | 'description' | 'language' | 'event' | 'track' | 'room' | 'licence'>

function chooseText(claims: TextClaim[]): { winner: TextClaim; agreeing: TextClaim[] } | null {
  const groups = new Map<string, TextClaim[]>()
  for (const claim of claims) {
    const key = nameKey(claim.value) || claim.value
    groups.set(key, [...(groups.get(key) ?? []), claim])
  }
  let best: { score: number; claims: TextClaim[] } | null = null
  for (const group of groups.values()) {
    const sources = new Set(group.map(({ source }) => source)).size
    const score = Math.max(...group.map(({ rank }) => rank)) + (sources - 1) * agreement
    if (best === null || score > best.score) best = { score, claims: group }
  }
  const [winner] = (best?.claims ?? []).sort((a, b) => b.rank - a.rank)
  return winner && best ? { winner, agreeing: best.claims } : null
}

interface ChosenPeople {
  people: PagePerson[]
  source: FactSource | null
  agreeing: ClaimOf<'speakers'>[]
}

/** The list of the highest layer; one that has all of its people and more, by another layer, is fuller. */
function choosePeople(claims: ClaimOf<'speakers'>[], title: string | null): ChosenPeople {
  const titled = nameKey(title ?? '')
  const ranked = claims
    .map((claim) => ({ ...claim, value: claim.value.filter(({ name }) => nameKey(name) !== titled) }))
    .filter(({ value }) => value.length > 0)
    .sort((a, b) => b.rank - a.rank)
  const [first] = ranked
  if (!first) return { people: [], source: null, agreeing: [] }
  const keys = new Set(first.value.map(({ name }) => nameKey(name)))
  const same = ranked.filter((claim) => claim.source === first.source && claim.rank > first.rank - 8)
  // One block for each speaker.
  const joined = uniqueBy(
    same.flatMap(({ value }) => value),
    ({ name }) => nameKey(name),
  )
  for (const { name } of joined) keys.add(nameKey(name))
  const all = claims.flatMap(({ value }) => value)
  const people = joined.slice(0, factLimits.speakers).map((person) => {
    const others = all.filter(({ name }) => nameKey(name) === nameKey(person.name))
    return {
      name: person.name,
      url: person.url ?? others.find(({ url }) => url !== null)?.url ?? null,
      imageUrl: person.imageUrl ?? others.find(({ imageUrl }) => imageUrl !== null)?.imageUrl ?? null,
    }
  })
  const agreeing = claims.filter(({ value }) => value.every(({ name }) => keys.has(nameKey(name))))
  return { people, source: first.source, agreeing }
}
