import { describe, expect, it } from 'vitest'
import { readPlace, writePlace } from '../src/router/read-place.ts'
import type { Caller } from '../src/service/use-caller.ts'
import { chooseRows, durationOf, readJobFilter, writeJobFilter } from '../src/views/batch/job-filter.ts'
import {
  batchesQuery,
  isFiltered,
  type ListFilter,
  readFilter,
  singleJobsQuery,
  writeFilter,
} from '../src/views/batches/batch-filter.ts'
import { jobRow } from './job-row.ts'

const all: ListFilter = {
  tab: 'batches',
  q: '',
  status: '',
  owner: '',
  everyone: false,
  active: '',
  archived: false,
}
const some: ListFilter = {
  tab: 'jobs',
  q: 'a & b = c',
  status: 'failed',
  owner: 'ann@example.org',
  everyone: true,
  active: 'no',
  archived: true,
}

const operator: Caller = { kind: 'operator', user_id: null }
const ben: Caller = { kind: 'user', user_id: 'ben' }

describe('filters of the lists', () => {
  it.each([all, some])('come back from their address', (filter) => {
    const address = writePlace({ path: '/', query: writeFilter(filter) })
    expect(readFilter(readPlace(address).query)).toEqual(filter)
  })

  it('that filter nothing leave the address as it is', () => {
    expect(writePlace({ path: '/', query: writeFilter(all) })).toBe('#/')
    expect([isFiltered(all), isFiltered({ ...all, tab: 'jobs' }), isFiltered(some)]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('of an address that somebody typed are those that there are', () => {
    expect(readFilter({ status: 'lost', active: 'maybe', archived: '1', tab: 'x' })).toEqual(all)
  })

  it('are what the API is asked for', () => {
    expect(batchesQuery(all, operator)).toEqual({})
    expect(batchesQuery(some, operator)).toEqual({
      q: 'a & b = c',
      status: ['failed'],
      user_id: 'ann@example.org',
      isActive: false,
      archived: true,
    })
    expect(singleJobsQuery({ ...some, q: '  ', owner: ' ' }, operator)).toEqual({
      status: ['failed'],
      in_batch: false,
    })
  })
})

it('a user is shown his own things, and others when he asks', () => {
  expect(batchesQuery(all, ben)).toEqual({ user_id: 'ben' })
  expect(singleJobsQuery(all, ben)).toEqual({ user_id: 'ben', in_batch: false })
  expect(batchesQuery({ ...all, everyone: true }, ben)).toEqual({})
  expect(batchesQuery({ ...all, owner: 'ann' }, ben)).toEqual({ user_id: 'ann' })
  expect(batchesQuery(all, { kind: 'anonymous', user_id: null })).toEqual({})
  expect(isFiltered({ ...all, everyone: true })).toBe(false)
})

describe('the table of a batch', () => {
  const filter = readJobFilter({})

  it.each([
    {},
    { show: 'timeline', q: 'x', status: 'failed', warned: 'yes', sort: '-duration' },
    { sort: '-created' },
  ])('keeps its filter in the address: %o', (query) => {
    const read = readJobFilter(query)
    const address = writePlace({ path: '/batches/x', query: writeJobFilter(read) })
    expect(readJobFilter(readPlace(address).query)).toEqual(read)
    expect(Object.entries(writeJobFilter(read)).filter(([, value]) => value !== '')).toEqual(
      Object.entries(query),
    )
  })

  const rows = [
    jobRow({ id: 'job-a', name: 'Talk 10', status: 'completed', startedAt: at(0), endedAt: at(30) }),
    jobRow({ id: 'job-b', name: 'talk 9', status: 'failed', error: 'no_content', warnings: ['ocr_failed'] }),
    jobRow({ id: 'job-c', name: 'Keynote', status: 'processing', startedAt: at(10) }),
  ]
  const ids = (change: object, now = Date.parse(at(50))) =>
    chooseRows(rows, { ...filter, ...change }, now).map(({ id }) => id)

  it('finds names, errors and warnings, in any case', () => {
    expect(ids({ q: 'TALK' })).toEqual(['job-a', 'job-b'])
    expect(ids({ q: 'no_content' })).toEqual(['job-b'])
    expect(ids({ q: 'ocr' })).toEqual(['job-b'])
    expect(ids({ status: 'processing' })).toEqual(['job-c'])
    expect(ids({ warned: true })).toEqual(['job-b'])
  })

  it('sorts by each column, either way', () => {
    expect(ids({ sort: 'name' })).toEqual(['job-c', 'job-b', 'job-a'])
    expect(ids({ sort: 'status' })).toEqual(['job-c', 'job-b', 'job-a'])
    expect(ids({ sort: 'duration' })).toEqual(['job-b', 'job-a', 'job-c'])
    expect(ids({ sort: 'duration', isDescending: true })).toEqual(['job-c', 'job-a', 'job-b'])
    expect(ids({ isDescending: true })).toEqual(['job-c', 'job-b', 'job-a'])
  })

  it('changes no array that it was given', () => {
    const given = [...rows]
    chooseRows(given, { ...filter, sort: 'name' }, 0)
    expect(given).toEqual(rows)
  })

  it('counts what runs up to now', () => {
    const now = Date.parse(at(50))
    expect(rows.map((row) => durationOf(row, now))).toEqual([30_000, null, 40_000])
  })
})

function at(seconds: number): string {
  return new Date(Date.UTC(2026, 4, 2, 8, 0, seconds)).toISOString()
}
