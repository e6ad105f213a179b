import { expect, it } from 'vitest'
import { barAt, placeQueues } from '../src/views/batch/timeline/draw-timeline.ts'
import { layOut, tickDistance } from '../src/views/batch/timeline/lay-out.ts'
import { jobRow, stepRow } from './job-row.ts'

const begin = Date.UTC(2026, 4, 2, 8, 0, 0)
const at = (seconds: number): string => new Date(begin + seconds * 1000).toISOString()
const ran = (id: string, queue: 'scrape' | 'audio', from: number, to: number | null) =>
  stepRow({
    id,
    name: id,
    queue,
    status: to === null ? 'running' : 'completed',
    started_at: at(from),
    completed_at: to === null ? null : at(to),
  })
const job = (id: string, ...steps: ReturnType<typeof ran>[]) => jobRow({ id, name: `Talk ${id}`, steps })

it('puts a step on the first line of its queue that is free', () => {
  const layout = layOut(
    [
      job('a', ran('scrape', 'scrape', 0, 4), ran('audio', 'audio', 4, 30)),
      job('b', ran('scrape', 'scrape', 2, 6)),
      job('c', ran('scrape', 'scrape', 4, 5)),
    ],
    begin + 60_000,
  )
  expect([layout?.from, layout?.to]).toEqual([begin, begin + 30_000])
  // What took longest comes first.
  expect(layout?.queues.map(({ queue, lanes, busyMs }) => [queue, lanes, busyMs])).toEqual([
    ['audio', 1, 26_000],
    ['scrape', 2, 9000],
  ])
  expect(layout?.queues[1]?.bars.map(({ job: id, lane }) => [id, lane])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ])
  expect(layout?.queues[1]?.longest.job).toBe('a')
})

it('draws what runs up to now, and nothing of what waits or came from the cache', () => {
  const cached = { ...ran('pdf', 'audio', 0, 9), cached: true }
  const layout = layOut([job('a', ran('audio', 'audio', 5, null), cached, stepRow())], begin + 20_000)
  expect(layout?.queues.map(({ queue, bars }) => [queue, bars.map(({ start, end }) => end - start)])).toEqual(
    [['audio', [15_000]]],
  )
  expect(layOut([job('a', stepRow())], begin)).toBeNull()
  expect(layOut([], begin)).toBeNull()
})

it('cuts at the beginning of the span that is asked for', () => {
  const rows = [job('a', ran('x', 'audio', 0, 4), ran('y', 'audio', 4, 20))]
  const layout = layOut(rows, begin + 20_000, begin + 10_000)
  expect(layout?.queues[0]?.bars.map(({ step, start, end }) => [step, start - begin, end - begin])).toEqual([
    ['y', 10_000, 20_000],
  ])
})

it('has at most as many lines as steps ran at once, for random steps', () => {
  let seed = 7
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  for (let round = 0; round < 50; round++) {
    const spans = Array.from({ length: 40 }, () => {
      const from = Math.floor(random() * 100)
      return [from, from + 1 + Math.floor(random() * 20)] as const
    })
    const layout = layOut([job('a', ...spans.map(([from, to], n) => ran(`s${n}`, 'audio', from, to)))], begin)
    const lanes = layout?.queues[0]
    const atOnce = Math.max(...spans.map(([from]) => spans.filter(([a, b]) => a <= from && from < b).length))
    expect(lanes?.lanes).toBe(atOnce)
    for (const one of lanes?.bars ?? [])
      for (const other of lanes?.bars ?? [])
        if (one !== other && one.lane === other.lane)
          expect(one.end <= other.start || other.end <= one.start).toBe(true)
  }
})

it('finds the bar at a point of the picture', () => {
  const layout = layOut([job('a', ran('x', 'audio', 0, 50), ran('y', 'audio', 50, 100))], begin)
  if (layout === null) throw new Error('nothing ran')
  const [place] = placeQueues(layout).places
  const y = (place?.top ?? 0) + 25
  expect(barAt(layout, 1000, { x: 100, y })?.step).toBe('x')
  expect(barAt(layout, 1000, { x: 900, y })?.step).toBe('y')
  expect(barAt(layout, 1000, { x: 100, y: 2 })).toBeNull()
})

it.each([
  [10_000, 10, 1000],
  [60_000, 6, 10_000],
  [3_600_000, 10, 600_000],
  [40 * 86_400_000, 10, 4 * 86_400_000],
])('marks an axis of %i ms about %i times: every %i ms', (span, wanted, distance) => {
  expect(tickDistance(span, wanted)).toBe(distance)
})
