import { probeMedia } from '@async-events/media/av'
import type { ScheduledTalk } from '../src/boundaries/contract.ts'
import { boundariesContract } from '../src/boundaries/contract.ts'
import { runBoundaries } from '../src/boundaries/run.ts'
import { videoContract } from '../src/video/contract.ts'
import { takeFromMedia } from '../src/video/take-from-media.ts'
import { type Bench, completed } from './create-bench.ts'
import { makeDay, type Scene } from './make-day.ts'

export interface DayOfTalks {
  scenes: readonly Scene[]
  /** As the schedule has them. */
  talks: readonly Partial<ScheduledTalk>[]
  within?: number
}

/** Makes the recording of a day and finds the boundaries of its talks. */
export async function findBoundaries(bench: Bench, { scenes, talks, within = 400 }: DayOfTalks) {
  const ctx = bench.context(videoContract, { params: { video_url: 'https://cdn.example/day.mp4' } })
  const file = makeDay(ctx.workdir, scenes, 'day')
  const probe = await probeMedia(ctx, file)
  const { sound, frames } = await takeFromMedia(ctx, file, probe, () => {})
  const index = await bench.artifacts.put(JSON.stringify(frames), 'application/json')
  const video = completed('video', {
    ...{ url: 'https://cdn.example/day.mp4', media_type: 'video/mp4', bytes: 1, kind: 'video' },
    ...{ duration: probe.duration, width: 320, height: 180, title: null, audio: sound?.artifact ?? null },
    ...{ transcribable: true, captions: [], chapters: [], index, frames: frames.length },
  })
  const listed = talks.map(({ start = 0, end = 0, title = '', speakers = [] }) => ({
    start,
    end,
    title,
    speakers,
  }))
  const { output } = await runBoundaries(
    bench.context(boundariesContract, { params: { talks: listed, within }, inputs: [video] }),
  )
  return output
}
