import type { Machine } from './machine.ts'

/** A bound that is met by being at it or better. */
export type Goal = { atLeast: number } | { atMost: number }

/** Ours beside a bare tool, measured in turn. */
export interface Compared {
  kind: 'compared'
  what: string
  /** Of each value, such as `jobs/s` or `ms`. */
  unit: string
  bareName: string
  ours: number[]
  bare: number[]
  /** Of the medians, ours by bare. */
  ratio: number
  /** On the ratio. */
  goal: Goal | null
}

/** A value with nothing beside it, such as a peak of memory. */
export interface Figure {
  kind: 'figure'
  what: string
  unit: string
  value: number
  /** On the value. */
  goal: Goal | null
}

export type Result = Compared | Figure

export interface BenchReport {
  name: string
  version: string
  commit: string | null
  /** ISO 8601. */
  date: string
  /** Few pairs over small inputs: it shows that the bench works, not how fast the service is. */
  isShort: boolean
  machine: Machine
  results: Result[]
}

/** Null where there is no goal. */
export function isMet(result: Result): boolean | null {
  const { goal } = result
  if (goal === null) return null
  const value = result.kind === 'compared' ? result.ratio : result.value
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
}

export function goalText(goal: Goal | null): string {
  if (goal === null) return ''
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
}
