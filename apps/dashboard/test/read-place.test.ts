import { expect, it } from 'vitest'
import { matchPath, readPlace, writePlace } from '../src/router/read-place.ts'

it.each([
  ['', '/', {}],
  ['#', '/', {}],
  ['#content', '/', {}],
  ['#/', '/', {}],
  ['#/batches/spring', '/batches/spring', {}],
  ['#/batches/spring/', '/batches/spring', {}],
  ['#/?q=a%20b&status=failed', '/', { q: 'a b', status: 'failed' }],
  ['#/batches/x?q=a?b', '/batches/x', { q: 'a?b' }],
])('reads %s', (hash, path, query) => {
  expect(readPlace(hash)).toEqual({ path, query })
})

it('leaves empty values out of an address', () => {
  expect(writePlace({ path: '/', query: { q: '', status: 'failed' } })).toBe('#/?status=failed')
  expect(writePlace({ path: '/batches/x', query: { q: '' } })).toBe('#/batches/x')
})

it.each([
  ['/', '/', {}],
  ['/batches/:id', '/batches/a%20b', { id: 'a b' }],
  ['/jobs/:id/read', '/jobs/job-1/read', { id: 'job-1' }],
])('%s matches %s', (pattern, path, names) => {
  expect(matchPath(pattern, path)).toEqual(names)
})

it.each([
  ['/batches/:id', '/batches'],
  ['/batches/:id', '/batches/'],
  ['/batches/:id', '/batches/a/b'],
  ['/batches/:id', '/batches/%E0%A4'],
  ['/system', '/systems'],
])('%s does not match %s', (pattern, path) => {
  expect(matchPath(pattern, path)).toBeNull()
})
