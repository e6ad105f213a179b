import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { AppError } from '../src/domain/errors.ts'
import { gather, gatherReads } from '../src/domain/gather.ts'

/** A store whose calls end when they are told to. */
function openStore(failureOf: (item: string) => unknown = () => null) {
  const calls: { items: readonly string[]; end: PromiseWithResolvers<void> }[] = []
  const put = gather<string>(3, async (items) => {
    const end = Promise.withResolvers<void>()
    calls.push({ items, end })
    await end.promise
    return items.map(failureOf)
  })
  return { calls, put }
}

/** The calls so far, once those of this turn have begun. */
async function begun({ calls }: ReturnType<typeof openStore>) {
  await nextTurn()
  await nextTurn()
  return calls.map(({ items }) => items.join(''))
}

describe('gathered calls', () => {
  it('of one turn go together, and so do those that come meanwhile, in their order', async () => {
    const store = openStore()
    const first = ['a', 'b'].map(store.put)
    expect(await begun(store)).toEqual(['ab'])
    const later = ['c', 'd', 'e', 'f'].map(store.put)
    expect(await begun(store)).toEqual(['ab'])
    store.calls[0]?.end.resolve()
    await Promise.all(first)
    expect(await begun(store)).toEqual(['ab', 'cde'])
    store.calls[1]?.end.resolve()
    expect(await begun(store)).toEqual(['ab', 'cde', 'f'])
    store.calls[2]?.end.resolve()
    await Promise.all(later)
    const last = store.put('g')
    expect(await begun(store)).toEqual(['ab', 'cde', 'f', 'g'])
    store.calls[3]?.end.resolve()
    await last
  })

  it('fail one by one', async () => {
    const store = openStore((item) => (item === 'b' ? new Error('taken') : null))
    const done = Promise.allSettled(['a', 'b', 'c'].map(store.put))
    await begun(store)
    store.calls[0]?.end.resolve()
    expect((await done).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('fail with the call that they were in; the next one is tried', async () => {
    const store = openStore()
    const done = Promise.allSettled(['a', 'b', 'c', 'd'].map(store.put))
    await begun(store)
    store.calls[0]?.end.reject(new Error('refused'))
    await begun(store)
    store.calls[1]?.end.resolve()
    expect((await done).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ])
  })

  it('that wait for a store which is away are not tried', async () => {
    const store = openStore()
    const done = Promise.allSettled(['a', 'b', 'c', 'd'].map(store.put))
    await begun(store)
    store.calls[0]?.end.reject(new AppError('unavailable'))
    expect((await done).every(({ status }) => status === 'rejected')).toBe(true)
    const later = store.put('e')
    expect(await begun(store)).toEqual(['abc', 'e'])
    store.calls[1]?.end.resolve()
    await later
  })
})

describe('gathered reads', () => {
  it('of one turn go together, each caller gets a value of its own', async () => {
    const calls: string[] = []
    const get = gatherReads<{ id: string }>(2, async (keys) => {
      calls.push(keys.join(''))
      return new Map(keys.flatMap((id) => (id === 'x' ? [] : [[id, { id }]])))
    })
    const [one, same, other, none] = await Promise.all(['a', 'a', 'b', 'x'].map(get))
    expect([one, same, other, none]).toEqual([{ id: 'a' }, { id: 'a' }, { id: 'b' }, null])
    expect(one).not.toBe(same)
    expect(calls).toEqual(['ab', 'x'])
    await get('a')
    expect(calls).toEqual(['ab', 'x', 'a'])
  })

  it('fail together', async () => {
    const get = gatherReads<string>(2, async () => {
      throw new Error('away')
    })
    const read = await Promise.allSettled(['a', 'b'].map(get))
    expect(read.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
