import { z } from 'zod'
import type { Random } from '../harness/seeded-random.ts'

/**
 * `kill` SIGKILL · `term` SIGTERM · `freeze` SIGSTOP for a while · `flush` FLUSHALL · `empty` Redis comes back without its
 * data · `refuse`, `cut`, `pause`, `drop` modes of the proxy before a server · `fill` no room left for artifacts.
 * What Redis' own DEBUG SLEEP does is `freeze` of redis, which needs no command that is switched off by default.
 */
export const faultNames = [
  'kill',
  'term',
  'freeze',
  'flush',
  'empty',
  'refuse',
  'cut',
  'pause',
  'drop',
  'fill',
] as const
export type FaultName = (typeof faultNames)[number]

export const schedule = z.strictObject({
  seed: z.int(),
  faults: z.array(
    z.strictObject({
      /** Milliseconds from the start of the load. */
      at_ms: z.number().min(0),
      fault: z.enum(faultNames),
      /** A process (`worker-scrape-1`), `redis`, `database` or `artifacts`. */
      target: z.string(),
      /** How long it lasts, where it lasts. */
      for_ms: z.number().min(0).optional(),
    }),
  ),
})
export type Schedule = z.output<typeof schedule>
export type Fault = Schedule['faults'][number]

export interface ScheduleOptions {
  /** Names of the app processes. */
  processes: readonly string[]
  /** The last fault has ended by then, in milliseconds. */
  untilMs: number
  /** Mean time between the starts of two faults. */
  everyMs: number
  /** False: servers are external and may only be cut off by the proxies. */
  ownServers: boolean
  /** Whether the artifacts have a disk that may be filled. */
  ownDisk: boolean
}

/** Milliseconds that a fault of a kind lasts: from and to. Freezes of apps outlast a lease of 20 s. */
const lasting: Partial<Record<FaultName, Record<'app' | 'server', [number, number]>>> = {
  freeze: { app: [22_000, 35_000], server: [2_000, 8_000] },
  refuse: { app: [0, 0], server: [2_000, 12_000] },
  pause: { app: [0, 0], server: [2_000, 12_000] },
  drop: { app: [0, 0], server: [3_000, 15_000] },
  fill: { app: [0, 0], server: [4_000, 12_000] },
}

/**
 * Faults for a run, the same for the same random numbers. One at a time to a target, and never all processes of one kind
 * frozen at once: a service without workers proves nothing.
 */
export function makeSchedule(seed: number, random: Random, options: ScheduleOptions): Schedule {
  const kinds = possibleFaults(options)
  const longest = options.untilMs > longRunMs ? longOutageMs : shortOutageMs
  // Every kind once, in random order, then random ones.
  const order = shuffled(kinds, random)
  const busyUntil = new Map<string, number>()
  const faults: Fault[] = []
  let at = Math.round(options.everyMs * (0.3 + random.next() * 0.4))
  for (let turn = 0; at < options.untilMs; turn++) {
    const { fault, target } = order[turn] ?? random.pick(kinds)
    const range = lasting[fault]?.[isServer(target) ? 'server' : 'app']
    const room = options.untilMs - at
    const lasts = range && Math.min(room, random.int(range[0], isOutage(fault, target) ? longest : range[1]))
    const kind = kindOf(target)
    if ((busyUntil.get(kind) ?? 0) <= at && room > 0) {
      faults.push({ at_ms: at, fault, target, ...(lasts === undefined ? {} : { for_ms: lasts }) })
      busyUntil.set(kind, at + (lasts ?? 0) + recoveryMs)
    }
    at += Math.round(options.everyMs * (0.5 + random.next()))
  }
  return { seed, faults }
}

/** If time allows, the database is down for longer than a lease. Milliseconds. */
const longRunMs = 5 * 60_000
const longOutageMs = 30_000
const shortOutageMs = 12_000
const isOutage = (fault: FaultName, target: string): boolean =>
  target === 'database' && (fault === 'refuse' || fault === 'pause' || fault === 'drop')

/** Recovery time of a target, or its siblings. */
const recoveryMs = 2_000

const isServer = (target: string): boolean => ['redis', 'database', 'artifacts'].includes(target)
const kindOf = (target: string): string => target.replace(/-\d+$/, '')

function possibleFaults({
  processes,
  ownServers,
  ownDisk,
}: ScheduleOptions): Pick<Fault, 'fault' | 'target'>[] {
  const on = (target: string, ...faults: FaultName[]) => faults.map((fault) => ({ fault, target }))
  return [
    ...processes.flatMap((name) => on(name, 'kill', 'term', 'freeze')),
    ...on('redis', 'refuse', 'cut', 'pause', 'drop'),
    ...on('database', 'refuse', 'cut', 'pause', 'drop'),
    ...(ownServers
      ? [...on('redis', 'kill', 'freeze', 'flush', 'empty'), ...on('database', 'kill', 'freeze')]
      : []),
    ...(ownDisk ? on('artifacts', 'fill') : []),
  ]
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list]
  const mixed: T[] = []
  while (left.length > 0) mixed.push(...left.splice(random.int(0, left.length - 1), 1))
  return mixed
}

/** When the last fault is over, in milliseconds from the start. */
export const endOf = ({ faults }: Schedule): number =>
  faults.reduce((latest, { at_ms, for_ms = 0 }) => Math.max(latest, at_ms + for_ms), 0)
