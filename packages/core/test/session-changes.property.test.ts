import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changesOf, givenOf } from '../src/domain/programme/session-changes.ts'

const value = fc.oneof(fc.string({ maxLength: 3 }), fc.nat(3), fc.array(fc.nat(2), { maxLength: 2 }))
const field = fc.constantFrom('session', 'starttime', 'endtime', 'day', 'video_url', 'speakers')
const extra = fc.dictionary(fc.constantFrom('room', 'abstract', 'licence'), value, { maxKeys: 3 })
const stated = fc.record({ fields: fc.dictionary(field, value, { maxKeys: 5 }), extra })
type Stated = typeof stated extends fc.Arbitrary<infer T> ? T : never

/** As a pipeline takes what is stated: with a default, and texts without white space around them. */
const taken = ({ fields, extra: more }: Stated) => ({
  source_language: 'en',
  ...Object.fromEntries(
    Object.entries(fields).map(([key, one]) => [key, typeof one === 'string' ? one.trim() : one]),
  ),
  extra: more,
})
const given = (one: Stated) => ({ stated: { ...one.fields, extra: one.extra }, taken: taken(one) })

const merged = (parameters: Record<string, unknown>, patch: Record<string, unknown>) => ({
  source_language: 'en',
  ...Object.fromEntries(
    Object.entries({ ...parameters, ...patch })
      .filter(([, one]) => one !== null)
      .map(([key, one]) => [key, typeof one === 'string' ? one.trim() : one]),
  ),
})

it('the job of a changed session is as one that was made of it', () => {
  fc.assert(
    fc.property(stated, stated, (before, after) => {
      const source = { given: givenOf(given(before)) }
      const changes = changesOf({ parameters: taken(before), source }, given(after))
      const parameters = merged(taken(before), changes.patch)
      expect(parameters).toEqual(taken(after))
      expect(changes.kept).toEqual([])
      expect(changes.given).toEqual(givenOf(given(after)))
      // Twice is once.
      const again = changesOf({ parameters, source: changes }, given(after))
      expect([again.fields, again.patch, again.moved_from]).toEqual([[], {}, null])
    }),
  )
})

it('what a person has given the job stays, whatever the schedule says, and is told once', () => {
  fc.assert(
    fc.property(stated, stated, field, (before, after, mine) => {
      const source = { given: givenOf(given(before)) }
      const own: Record<string, unknown> = { ...taken(before), [mine]: 'of a person' }
      const changes = changesOf({ parameters: own, source }, given(after))
      const parameters = merged(own, changes.patch)
      expect(parameters).toEqual({ ...taken(after), [mine]: 'of a person' })
      const isOther =
        JSON.stringify(before.fields[mine] ?? null) !== JSON.stringify(after.fields[mine] ?? null)
      expect(changes.kept).toEqual(isOther ? [mine] : [])
      expect(changesOf({ parameters, source: changes }, given(after)).fields).toEqual([])
    }),
  )
})

it('other talks of a day’s recording are no news of this one', () => {
  const fit = (start: number, neighbour: number) => {
    const parameters = { video_fit: { start, end: start + 60, others: [{ start: neighbour, end: 900 }] } }
    return { stated: parameters, taken: parameters }
  }
  const before = fit(0, 100)
  const job = { parameters: before.taken, source: { given: givenOf(before) } }
  expect(changesOf(job, fit(0, 200)).fields).toEqual([])
  expect(changesOf(job, fit(10, 200))).toMatchObject({ fields: ['video_fit'], patch: fit(10, 200).taken })
})
