/**
 * Talks with known times in many layouts, drawn from a seed: how often the beginning of a slide and the page that is
 * shown are found. `npm run bench -- slides [--seeds 1,2] [--only PART] [--keep DIR]`
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { slidesContract, slidesIndexSchema } from '../packages/processors/src/slides/contract.ts'
import { runSlides } from '../packages/processors/src/slides/run.ts'
import { videoContract } from '../packages/processors/src/video/contract.ts'
import { runVideo } from '../packages/processors/src/video/run.ts'
import { type TalkKind, talkKinds } from './slides/layouts.ts'
import { planTalk, recordTalk, type Talk } from './slides/make-talk.ts'
import { addScores, type Claim, type Score, scoreTalk } from './slides/score-talk.ts'
import { completed, openSteps } from './slides/talk-steps.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'string' },
    verbose: { type: 'boolean' },
  },
})
const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'bench-slides-')))
await mkdir(folder, { recursive: true })
const scores: Score[] = []
console.log(row('layout', ['boundaries P', 'R', 'matches P', 'R', 'wrong', 'video s', 'slides s']))
try {
  for (const seed of values.seeds.split(',').map(Number))
    for (const [at, kind] of talkKinds.entries())
      if (values.only === undefined || kind.name.includes(values.only))
        scores.push(await measure(kind, seed * 100 + at))
  console.log(row('all', shown(addScores(scores))))
} finally {
  if (values.keep === undefined) await rm(folder, { recursive: true, force: true })
}

async function measure(kind: TalkKind, seed: number): Promise<Score> {
  const file = join(folder, `talk-${seed}.mp4`)
  const talk = planTalk(kind, seed)
  if (!existsSync(file)) await recordTalk(talk, seed, file)
  const steps = await openSteps(file)
  try {
    const begun = performance.now()
    const video = await runVideo(steps.context(videoContract, { video_url: steps.url }, []))
    const seen = performance.now()
    const inputs = [completed('video', video.output), await steps.readDeck(talk.given)]
    const read = performance.now()
    const { output } = await runSlides(steps.context(slidesContract, {}, inputs))
    const found = performance.now()
    const { pages } = slidesIndexSchema.parse(JSON.parse(await steps.readText(output.index)))
    const claims = pages.flatMap(({ number, spans }): Claim[] =>
      spans.map(({ start, end }) => ({ page: number - 1, start, end: end ?? talk.duration })),
    )
    if (values.verbose) print(talk, claims)
    const score = scoreTalk(talk, claims)
    const seconds = [seen - begun, found - read].map((ms) => (ms / 1000).toFixed(1))
    console.log(row(`${kind.name} (${seed})`, [...shown(score), ...seconds]))
    return score
  } finally {
    await steps.close()
  }
}

function shown({ boundaries, matches, wrong }: Score): string[] {
  const share = (part: number, of: number): string => (of === 0 ? '–' : (part / of).toFixed(3))
  return [
    share(boundaries.right, boundaries.claimed),
    share(boundaries.found, boundaries.real),
    share(matches.right, matches.claimed),
    share(matches.right, matches.real),
    String(wrong),
  ]
}

function row(name: string, cells: readonly string[]): string {
  return [name.padEnd(32), ...cells.map((cell) => cell.padStart(13))].join('')
}

/** What was shown, and what is claimed. */
function print({ shown }: Talk, claims: readonly Claim[]): void {
  for (const { start, end, page } of shown) {
    const own = claims.filter((claim) => claim.start < end && claim.end > start)
    const told = own.map((claim) => `${claim.page} ${claim.start.toFixed(1)}-${claim.end.toFixed(1)}`)
    console.log(
      `  ${start.toFixed(1).padStart(6)}-${end.toFixed(1).padEnd(6)} ${String(page ?? '–').padEnd(3)} ${told.join('  ')}`,
    )
  }
}
