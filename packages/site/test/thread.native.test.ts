import { expect, it } from 'vitest'
import type { SiteTalk } from '../src/index.ts'
import { Places } from '../src/thread/places.ts'
import { renderInThread } from '../src/thread/render-in-thread.ts'
import { givenConference, givenTalk } from './given-talks.ts'
import { readFiles, readSite } from './read-site.ts'

const task = { kind: 'site' as const, name: 'A batch', options: { language: 'en' as const } }
const never = new AbortController().signal

const readInThread = async (talks: readonly SiteTalk[]) =>
  readFiles(await renderInThread(task, talks, { signal: never }))

it('makes the same files in a thread', async () => {
  expect(await readInThread(givenConference())).toEqual(await readSite(givenConference(), { language: 'en' }))
})

it('tells why a talk could not be read, and ends', async () => {
  const broken = {
    ...givenTalk({ markdown: 'schilf.de' }),
    read: () => Promise.reject(new Error('it is gone')),
  }
  await expect(readInThread([broken])).rejects.toThrow('it is gone')
})

it('ends when the reader leaves', async () => {
  const leaving = new AbortController()
  const site = await renderInThread(task, givenConference(), { signal: leaving.signal })
  expect((await site.next()).value?.path).toBe('index.html')
  leaving.abort(new Error('the reader has left'))
  // One more than there are places: none is still taken.
  for (let time = 0; time < 5; time += 1) {
    const next = await renderInThread(task, givenConference(), { signal: never })
    await next.next()
    await next.return()
  }
})

it('gives places in their order, and refuses who would wait for too long', async () => {
  const places = new Places({ most: 1, patienceMs: 20 })
  const leave = await places.take(never)
  await expect(places.take(never)).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 20 })
  const left = AbortSignal.abort(new Error('left'))
  await expect(places.take(left)).rejects.toThrow('left')
  const patient = new Places({ most: 1, patienceMs: 60_000 })
  const first = await patient.take(never)
  const order: string[] = []
  const waiting = ['second', 'third'].map(async (name) => {
    const go = await patient.take(never)
    order.push(name)
    go()
  })
  first()
  first()
  await Promise.all(waiting)
  expect(order).toEqual(['second', 'third'])
  leave()
})
