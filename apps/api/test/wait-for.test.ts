import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { waitFor } from '../src/http/wait-for.ts'

/** Something that is done when it is told so; its news come by no clock. */
function unfinished() {
  let [isDone, looks] = [false, 0]
  let tell = (): void => {}
  return {
    looks: () => looks,
    finish: () => {
      isDone = true
      tell()
    },
    wait: (seconds: number, signal = new AbortController().signal) =>
      waitFor({
        look: async () => {
          looks += 1
          return isDone
        },
        isDone: (value) => value,
        seconds,
        signal,
        news: () =>
          new Promise<void>((resolve) => {
            tell = resolve
          }),
      }),
  }
}

it('looks again at news', async () => {
  const thing = unfinished()
  const waiting = thing.wait(60)
  await nextTurn()
  thing.finish()
  expect(await waiting).toBe(true)
  expect(thing.looks()).toBe(2)
})

it('misses no news that come while it looks', async () => {
  const thing = unfinished()
  const waiting = thing.wait(60)
  // Its first look has begun, and has not ended.
  thing.finish()
  expect(await waiting).toBe(true)
})

it('looks once, and listens to nothing, when nobody wants to wait', async () => {
  const thing = unfinished()
  expect(await thing.wait(0)).toBe(false)
  expect(thing.looks()).toBe(1)
})
