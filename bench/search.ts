/**
 * Indexes generated talks of 45 minutes and searches them: `npm run bench -- search [talks] [SEARCH_URL]`; by default 1,000 talks, in a
 * file of SQLite. Times are those of a process that does nothing else; an answer has ten talks with three passages each, and
 * what facets need of every talk that was found.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SearchableTalk, SearchPassage } from '@async-events/core'
import { openConfiguredSearchIndex } from '@async-events/search'
import { until } from '../packages/testkit/src/until.ts'

const [count = '1000', url = 'data'] = process.argv.slice(2)
const talks = Number(count)
const folder = mkdtempSync(join(tmpdir(), 'async-events-bench-search-'))
const index = openConfiguredSearchIndex({ SEARCH_URL: url, DATA_DIR: folder })
if (index === null) throw new Error('name an index')

/** 2^32 / golden ratio: the same numbers in each run. */
let state = 1
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

/** Words of documents of the project, and ten thousand that only some talks have, by Zipf's law. */
const common = [
  ...new Set(
    readFileSync(join(import.meta.dirname, '../docs/contract.md'), 'utf8')
      .toLowerCase()
      .match(/[a-z]{2,14}/g),
  ),
]
const syllables = ['ba', 'ke', 'lin', 'mo', 'ra', 'sto', 'ti', 'vun', 'wex', 'zor']
const rare = Array.from({ length: 10_000 }, (_, at) =>
  [...String(at).padStart(4, '0')].map((digit) => syllables[Number(digit)]).join(''),
)
const words = [...common, ...rare]
const word = (): string => words[Math.floor(words.length ** random()) - 1] ?? 'word'
const sentence = (length: number): string => Array.from({ length }, word).join(' ')

/** 45 minutes at 150 words a minute, 40 slides, a page of document. */
function makeTalk(at: number): SearchableTalk {
  const piece = (
    kind: SearchPassage['kind'],
    text: string,
    times: SearchPassage['times'] = [],
    slide: number | null = null,
  ): SearchPassage => ({ kind, language: 'en', text, times, slide })
  const title = sentence(6)
  const speaker = `Speaker ${at % 400}`
  return {
    job_id: `job-${String(at).padStart(8, '0')}`,
    run: 1,
    batch_id: `batch-${at % 5}`,
    user_id: null,
    title,
    event: `Event ${at % 5}`,
    track: `Track ${at % 40}`,
    speakers: [speaker],
    language: 'en',
    recording: 'https://video.example/talk.webm',
    passages: [
      piece('title', title),
      piece('speakers', speaker),
      ...Array.from({ length: 20 }, () => piece('document', sentence(30))),
      ...Array.from({ length: 40 }, (_, slide) => piece('slide', sentence(25), [[0, slide * 67]], slide + 1)),
      ...Array.from({ length: 169 }, (_, line) => piece('transcript', sentence(40), [[0, line * 16]])),
    ],
  }
}

const begun = performance.now()
let making = 0
for (let at = 0; at < talks; at += 1) {
  const before = performance.now()
  const talk = makeTalk(at)
  making += performance.now() - before
  await index.put(talk)
}
const seconds = (performance.now() - begun - making) / 1000
console.log(
  `${talks} talks indexed in ${seconds.toFixed(1)} s, ${((seconds / talks) * 1000).toFixed(1)} ms each`,
)
// OpenSearch shows a little later what was written.
const { bytes, engine } = await until(
  async () => {
    const found = await index.state()
    return found.talks >= talks && found
  },
  30_000,
  'all talks are in the index',
)
console.log(
  `${engine}: ${((bytes ?? 0) / 1e6).toFixed(1)} MB, peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
)

const kinds: Record<string, () => string> = {
  'a common word': () => common[Math.floor(random() * 30)] ?? '',
  'a rare word': () => rare[Math.floor(random() * rare.length)] ?? '',
  'three words': () => sentence(3),
  'a phrase of two common words': () => `"${common[0]} ${common[Math.floor(random() * 20)]}"`,
  'two letters, unfinished': () => (rare[Math.floor(random() * rare.length)] ?? '').slice(0, 2),
}
for (const [name, make] of Object.entries(kinds)) {
  const times: number[] = []
  let found = 0
  for (let at = 0; at < 200; at += 1) {
    const text = make()
    const start = performance.now()
    const all = await index.find(text, {}, 10_000)
    await index.passages(
      text,
      all.slice(0, 10).map(({ job_id }) => job_id),
      3,
    )
    times.push(performance.now() - start)
    found += all.length
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => `${(times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(1)} ms`
  console.log(`${name.padEnd(30)} p50 ${at(0.5)}, p99 ${at(0.99)}, ${Math.round(found / 200)} talks`)
}
await index.close()
rmSync(folder, { recursive: true })
