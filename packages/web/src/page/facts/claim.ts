import type { FactSource, PagePerson } from '@async-events/core'
import type { PageNode } from '../tree/bounded-page.ts'
import type { StatedTime } from './when.ts'

/** Facts by name, as readers state them; `when` is a reading of a date, a time or both. */
export interface ClaimedFacts
  extends Record<'title' | 'description' | 'language' | 'event' | 'track' | 'room' | 'licence', string> {
  speakers: PagePerson[]
  keywords: string[]
  when: StatedTime
}

export type ClaimedFact = keyof ClaimedFacts

/** What one place on a page says about one fact. */
export type Claim = {
  [Fact in ClaimedFact]: {
    fact: Fact
    value: ClaimedFacts[Fact]
    source: FactSource
    /** Among claims of the same fact the highest wins: `claimRank`. */
    rank: number
    /** Elements that contain nothing but this fact: the main text may omit them when the claim wins. */
    elements?: readonly PageNode[]
  }
}[ClaimedFact]

export type ClaimOf<Fact extends ClaimedFact> = Extract<Claim, { fact: Fact }>

/**
 * How far each layer is trusted. What people see beside a label is kept up by those who run the conference; data for
 * machines is written by plug-ins, and wrong in ways that nobody sees.
 */
export const claimRank = {
  linkedData: 90,
  label: 80,
  system: 75,
  microdata: 70,
  className: 60,
  byline: 50,
  timeElement: 40,
  head: 30,
  prose: 20,
  weak: 10,
} as const
