import type { Sample } from './long-run.ts'
import { allowance } from './resources.ts'

/** The middle of each third of a run, of samples without garbage. */
export type Thirds = [first: number, second: number, last: number]

/** What an app held over a run. */
export interface Growth {
  app: string
  rssMb: Thirds
  handles: Thirds
  mostRssMb: number
  mostChildren: number
  /** How long a third of the run was, in milliseconds. */
  thirdMs: number
}

/** What the first third holds more than the last is no growth. */
export function growthOf(samples: readonly Sample[]): Growth[] {
  const held = samples.filter((sample) => sample.held)
  const third = Math.max(1, Math.floor(held.length / 3))
  const parts = [held.slice(0, third), held.slice(third, -third), held.slice(-third)]
  return Object.keys(samples[0]?.resources.apps ?? {}).map((app) => {
    const of = (some: readonly Sample[], field: 'rssMb' | 'handles' | 'children'): number[] =>
      some.map(({ resources }) => resources.apps[app]?.[field] ?? 0)
    return {
      app,
      rssMb: parts.map((part) => median(of(part, 'rssMb'))) as Thirds,
      handles: parts.map((part) => median(of(part, 'handles'))) as Thirds,
      mostRssMb: Math.max(...of(samples, 'rssMb')),
      mostChildren: Math.max(...of(samples, 'children')),
      thirdMs: (samples.at(-1)?.at ?? 0) / 3,
    }
  })
}

/**
 * A process fills its caches and pools in the first third. Of thirds that are long enough, what is held in the last is
 * compared with the second as well: this sees a leak of 120 MB in an hour, which the allowance for the whole run hides.
 */
const steady = { thirdMs: 10 * 60_000, rssMb: 40, handles: 8 } as const

/** In words; empty when nothing grows. */
export const growing = (growths: readonly Growth[]): string[] =>
  growths.flatMap((growth) => [
    ...growingIn(growth, 'rssMb', `memory of ${growth.app} grows`, ' MB'),
    ...growingIn(growth, 'handles', `open files of ${growth.app} grow`, ''),
  ])

function growingIn(growth: Growth, field: 'rssMb' | 'handles', words: string, unit: string): string[] {
  const [first, second, last] = growth[field]
  const isLong = growth.thirdMs >= steady.thirdMs
  const grows = last > first + allowance[field] || (isLong && last > second + steady[field])
  return grows ? [`${words}: ${first}, ${second}, ${last}${unit}`] : []
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
