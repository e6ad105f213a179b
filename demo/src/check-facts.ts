import type { ExpectedSession } from './expected-session.ts'

/** What is known of a session, each with the place that it comes from. */
export type NamedFacts = Record<string, { value: unknown; source: string }>

const given = ['session', 'event', 'track'] as const

/** The job's own words win, and what only the page knows names its place there. */
export function factProblems(facts: NamedFacts | undefined, expected: ExpectedSession): string[] {
  if (!facts) return ['no facts in the data']
  const problems = given
    .filter((name) => facts[name]?.source !== 'parameter')
    .map((name) => `${name} does not come from the job`)
  const { room } = expected
  const found = facts.room
  if (room !== undefined && (found?.value ?? null) !== room)
    problems.push(`the room is ${String(found?.value)}, not ${room}`)
  if (found && (found.source === 'parameter' || found.source === ''))
    problems.push(`the room comes from ${found.source}`)
  return problems
}
