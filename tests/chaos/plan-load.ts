import type { PageKind } from '../harness/fake-conference.ts'
import type { Random } from '../harness/seeded-random.ts'

/** A client's actions after submit. */
export type Intent = 'nothing' | 'cancel' | 'restart' | 'delete'

export interface PlannedPage {
  page: PageKind
  number: number
}

export interface Submission {
  /** Milliseconds from the start of the load. */
  at_ms: number
  /** Idempotency-Key and name. */
  key: string
  /** One page is a single job, more are a batch. */
  pages: PlannedPage[]
  isBatch: boolean
  webhook: boolean
  /** Whether a client follows its events. */
  watch: boolean
  intent: Intent
  /** From the answer to the intent: cancel and delete come soon, a restart when it has ended. */
  after_ms: number
  /** Of a batch: paused so long after the answer, for so long. */
  pause: { after_ms: number; for_ms: number } | null
}

export interface LoadOptions {
  jobs: number
  /** All is submitted by then. */
  spreadMs: number
  /** Share of pages with slides and with sound; the rest are pages alone. */
  slides: number
  sound: number
  /** Jobs of the largest batch. */
  largestBatch?: number
}

/** Clients' work for a run, the same for the same random numbers. */
export function planLoad(random: Random, options: LoadOptions): Submission[] {
  const { jobs, spreadMs, slides, sound, largestBatch = 50 } = options
  const submissions: Submission[] = []
  let planned = 0
  while (planned < jobs) {
    const isBatch = random.chance(0.35)
    const size = isBatch ? Math.min(random.int(3, largestBatch), jobs - planned) : 1
    const pages = Array.from({ length: size }, (_, index) => ({
      page: pageOf(random, slides, sound),
      number: planned + index,
    }))
    planned += size
    const draw = random.next()
    const intent = draw < 0.06 ? 'cancel' : draw < 0.16 ? 'restart' : draw < 0.2 ? 'delete' : 'nothing'
    // A cancel has to meet something that would go on for long.
    const [first] = pages
    if (intent === 'cancel' && first && !isBatch)
      first.page = sound > 0 && random.chance(0.5) ? 'long' : 'late'
    submissions.push({
      at_ms: 0,
      key: `chaos-${submissions.length}-${random.int(0, 0xffffff).toString(16)}`,
      pages,
      isBatch,
      webhook: random.chance(isBatch ? 0.5 : 0.3),
      watch: random.chance(isBatch ? 0.6 : 0.15),
      intent,
      after_ms: random.int(100, 6_000),
      pause:
        isBatch && random.chance(0.4)
          ? { after_ms: random.int(0, 3_000), for_ms: random.int(2_000, 8_000) }
          : null,
    })
  }
  // Evenly by jobs and not by submissions: a batch of fifty is fifty times the work.
  let before = 0
  for (const submission of submissions) {
    submission.at_ms = Math.round((spreadMs * before) / Math.max(1, planned))
    before += submission.pages.length
  }
  return submissions
}

function pageOf(random: Random, slides: number, sound: number): PageKind {
  const draw = random.next()
  if (draw < slides) return 'slides'
  if (draw < slides + sound) return 'sound'
  return random.pick(['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'slow', 'slow', 'flaky', 'gone'])
}
