import type { Sample } from './long-run.ts'
import { allowance } from './resources.ts'

/** What an app held early and late in the run: the middle of each third, of samples without garbage. */
export interface Growth {
  app: string
  rssMb: [early: number, late: number]
  handles: [early: number, late: number]
  mostRssMb: number
  mostChildren: number
}

/** A run is in three parts; what the first holds more than the last is no growth. */
export function growthOf(samples: readonly Sample[]): Growth[] {
  const held = samples.filter((sample) => sample.held)
  const third = Math.max(1, Math.floor(held.length / 3))
  const [early, late] = [held.slice(0, third), held.slice(-third)]
  return Object.keys(samples[0]?.resources.apps ?? {}).map((app) => {
    const of = (some: readonly Sample[], field: 'rssMb' | 'handles' | 'children'): number[] =>
      some.map(({ resources }) => resources.apps[app]?.[field] ?? 0)
    return {
      app,
      rssMb: [median(of(early, 'rssMb')), median(of(late, 'rssMb'))],
      handles: [median(of(early, 'handles')), median(of(late, 'handles'))],
      mostRssMb: Math.max(...of(samples, 'rssMb')),
      mostChildren: Math.max(...of(samples, 'children')),
    }
  })
}

/** In words; empty when nothing grows. */
export const growing = (growths: readonly Growth[]): string[] =>
  growths.flatMap(({ app, rssMb, handles }) => [
    ...(rssMb[1] > rssMb[0] + allowance.rssMb
      ? [`memory of ${app} grows: ${rssMb[0]} to ${rssMb[1]} MB`]
      : []),
    ...(handles[1] > handles[0] + allowance.handles
      ? [`open files of ${app} grow: ${handles[0]} to ${handles[1]}`]
      : []),
  ])

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
