/**
 * The boundaries of 10 talks in the recording of 8 hours: CPU seconds of an hour of recording, of all processes of the step, and its peak
 * memory. The recording is made of the same 48 minutes ten times: a talk of 35 minutes, applause, a break. `node bench/boundaries.ts`
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { boundariesContract } from '../packages/processors/src/boundaries/contract.ts'
import { runBoundaries } from '../packages/processors/src/boundaries/run.ts'
import { completed, createBench } from '../packages/processors/test/create-bench.ts'
import { soundOfDay } from '../packages/processors/test/make-day.ts'

const talks = 10
const [before, length, applause, after] = [300, 2_100, 10, 470]
const each = before + length + applause + after

const folder = await mkdtemp(join(tmpdir(), 'boundaries-bench-'))
const bench = await createBench()
const raw = join(folder, 'part.raw')
const sound = soundOfDay([
  { heard: 'hall', seconds: before },
  { heard: 'talk', seconds: length },
  { heard: 'applause', seconds: applause },
  { heard: 'hall', seconds: after },
])
await writeFile(raw, new Uint8Array(sound.buffer))
const file = join(folder, 'day.flac')
const from = ['-stream_loop', String(talks - 1), '-f', 's16le', '-ar', '16000', '-ac', '1', '-i', raw]
execFileSync('ffmpeg', ['-v', 'error', ...from, '-c:a', 'flac', file])
const { size } = await stat(file)
const duration = talks * each
const video = completed('video', {
  ...{ url: 'https://cdn.example/day.mp4', media_type: 'video/mp4', bytes: size, kind: 'video', duration },
  ...{ width: null, height: null, title: null, audio: await bench.artifacts.put({ file }, 'audio/flac') },
  ...{ transcribable: true, captions: [], chapters: [], index: null, frames: 0 },
})
/** Late, each by another time. */
const late = (talk: number): number => 40 + ((talk * 97) % 200)
const params = {
  within: 600,
  talks: Array.from({ length: talks }, (_, talk) => {
    const start = talk * each + before - late(talk)
    return { start, end: start + length, title: `Talk ${talk}`, speakers: [] }
  }),
}
const [cpuBefore, began] = [await cpuSeconds(), performance.now()]
const { output } = await runBoundaries(bench.context(boundariesContract, { params, inputs: [video] }))
const cpu = (await cpuSeconds()) - cpuBefore
const worst = Math.max(...output.talks.map(({ start }, talk) => Math.abs(start.at - (talk * each + before))))
console.log(`${talks} talks in ${(duration / 3600).toFixed(1)} h (${Math.round(size / 1e6)} MB of sound)`)
console.log(
  `heard ${(output.heard / 3600).toFixed(1)} h in ${Math.round((performance.now() - began) / 1000)} s`,
)
console.log(`CPU ${Math.round(cpu)} s: ${((cpu * 3600) / duration).toFixed(1)} s an hour of recording`)
console.log(`peak of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
console.log(`starts at most ${worst.toFixed(1)} s off`)
await bench.close()
await rm(folder, { recursive: true, force: true })

/** Of this process and its children that ended, by /proc/self/stat: utime, stime, cutime, cstime in hundredths. */
async function cpuSeconds(): Promise<number> {
  const fields = (await readFile('/proc/self/stat', 'utf8')).split(') ')[1]?.split(' ') ?? []
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}
