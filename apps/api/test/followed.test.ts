import { setTimeout as after } from 'node:timers/promises'
import { until } from '@async-events/testkit'
import { expect, it } from 'vitest'
import type { StreamSource, ToldEvent } from '../src/streams/event-sources.ts'
import { eventStream } from '../src/streams/event-stream.ts'
import { createFollowing } from '../src/streams/followed.ts'

interface Log {
  source: StreamSource
  add(count: number): void
  end(): void
  fail(): void
  calls: { looks: number; reads: number }
}

/** A log in memory that counts how often it is asked. */
function logOf(id: string): Log {
  const events: ToldEvent[] = []
  const calls = { looks: 0, reads: 0 }
  let [hasEnded, hasFailed] = [false, false]
  let wake: (() => void)[] = []
  const tell = (): void => {
    for (const each of wake) each()
    wake = []
  }
  return {
    calls,
    source: {
      id,
      look: async () => {
        calls.looks += 1
        if (hasFailed) throw new Error('the database is away')
        const last = events.length
        return {
          last,
          ended: hasEnded,
          isDeleted: false,
          mayBeReadBy: () => true,
          progress: `{"at":${last}}`,
        }
      },
      read: async (after, limit) => {
        calls.reads += 1
        return events.slice(after, after + limit)
      },
      // What comes while nobody listens is lost, as with a real one.
      news: (ms) => Promise.race([new Promise<void>((resolve) => void wake.push(resolve)), after(ms)]),
    },
    add: (count) => {
      for (let left = count; left > 0; left -= 1)
        events.push({ id: events.length + 1, frame: `id: ${events.length + 1}\n\n` })
      tell()
    },
    end: () => {
      hasEnded = true
      tell()
    },
    fail: () => {
      hasFailed = true
      tell()
    },
  }
}

const idsIn = (frames: readonly string[]): number[] =>
  frames.filter((frame) => frame.startsWith('id: ')).map((frame) => Number(frame.slice(4)))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

function reader(log: Log, follow: ReturnType<typeof createFollowing>, after = 0) {
  const frames: string[] = []
  const stream = eventStream({
    ...{ source: log.source, follow, after },
    mayRead: async () => true,
    ended: new AbortController().signal,
  })
  const ended = (async () => {
    for await (const frame of stream) frames.push(frame)
  })()
  ended.catch(() => {})
  return { frames, ended }
}

it('a hundred streams of one log read it together, and each is told everything once and in order', async () => {
  const [log, follow] = [logOf('batch-1'), createFollowing()]
  log.add(3)
  const readers = Array.from({ length: 100 }, (_, at) => reader(log, follow, at % 3))
  await until(() => readers.every(({ frames }) => idsIn(frames).at(-1) === 3), 5_000, 'all have begun')
  const before = { ...log.calls }
  for (const count of [4, 8]) {
    log.add(count - 3)
    await until(() => readers.every(({ frames }) => (idsIn(frames).at(-1) ?? 0) >= count), 5_000, 'news')
  }
  log.end()
  await Promise.all(readers.map(({ ended }) => ended))
  readers.forEach(({ frames }, at) => {
    expect(idsIn(frames)).toEqual(upTo(idsIn(frames).at(-1) ?? 0).slice(at % 3))
    expect(frames.at(-1)).toContain('event: progress')
    expect(frames.filter((frame) => frame.includes('event: progress')).length).toBeLessThanOrEqual(2)
  })
  expect(log.calls.looks - before.looks).toBeLessThan(10)
  expect(log.calls.reads - before.reads).toBeLessThan(10)
})

it('a stream whose client reads slowly misses nothing of a log that goes on', async () => {
  const [log, follow] = [logOf('batch-2'), createFollowing()]
  const quick = reader(log, follow)
  const slow = eventStream({
    ...{ source: log.source, follow, after: 0 },
    mayRead: async () => true,
    ended: new AbortController().signal,
  })
  const frames: string[] = [(await slow.next()).value ?? '']
  for (let added = 0; added < 900; added += 300) {
    log.add(300)
    await until(() => idsIn(quick.frames).length === added + 300, 5_000, 'the quick one is told')
    frames.push((await slow.next()).value ?? '')
  }
  log.end()
  for await (const frame of slow) frames.push(frame)
  expect(idsIn(frames)).toEqual(upTo(900))
})

it('ends every stream when the log cannot be read, and follows it anew for those that come later', async () => {
  const [log, follow] = [logOf('job-1'), createFollowing()]
  log.add(1)
  const readers = [reader(log, follow), reader(log, follow)]
  await until(() => readers.every(({ frames }) => idsIn(frames).length === 1), 5_000, 'both are told')
  log.fail()
  for (const { ended } of readers) await expect(ended).rejects.toThrow('the database is away')
  const well = logOf('job-1')
  well.add(2)
  well.end()
  const later = reader(well, follow)
  await later.ended
  expect(idsIn(later.frames)).toEqual([1, 2])
})
