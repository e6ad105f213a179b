import { ConnectionError, NotFoundError } from '@async-events/client'
import { expect, it } from 'vitest'
import { describeError } from '../src/parts/describe-error.ts'
import { formatDuration } from '../src/parts/format-duration.ts'
import { curl } from '../src/service/curl.ts'
import { takePages } from '../src/service/take-pages.ts'
import { de } from '../src/words/de.ts'
import { en } from '../src/words/en.ts'

it.each([
  [0, '0 ms'],
  [-5, '0 ms'],
  [850, '850 ms'],
  [4200, '4.2 s'],
  [9960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [200_000, '3 min 20 s'],
  [3_600_000, '1 h'],
  [3_900_000, '1 h 5 min'],
  [26 * 3_600_000, '1 d 2 h'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms, en)).toBe(text)
})

it('says of an error what it is, what to do, and where more is', () => {
  const error = new NotFoundError({
    status: 404,
    type: 'not_found',
    message: 'There is no batch x.',
    details: [],
    requestId: 'r-1',
    retryAfter: null,
    body: { doc_url: '/docs/errors#not_found' },
  })
  expect(describeError(error, en)).toEqual({
    code: 'not_found',
    message: 'There is no batch x.',
    next: en.error.steps.not_found,
    docUrl: '/docs/errors#not_found',
    requestId: 'r-1',
    details: [],
  })
  expect(describeError(new ConnectionError('refused'), de)).toMatchObject({
    code: 'connection',
    next: de.error.steps.connection,
    docUrl: null,
  })
  expect(describeError('odd', en)).toMatchObject({
    code: 'error',
    message: 'odd',
    next: en.error.steps.other,
  })
})

it('writes requests as commands, without the key', () => {
  expect(curl('GET', 'http://127.0.0.1:5000/x?a=1&b=2', { hasKey: true, userId: null })).toBe(
    `curl -sS -H "Authorization: Bearer $ASYNC_EVENTS_API_KEY" 'http://127.0.0.1:5000/x?a=1&b=2'`,
  )
  expect(curl('POST', 'http://h/x', { hasKey: false, userId: 'ann' }, { name: "it's" })).toBe(
    String.raw`curl -sS -X POST -H 'X-User-ID: ann' -H 'Content-Type: application/json' -d '{"name":"it'\''s"}' 'http://h/x'`,
  )
})

it('takes as much of a list as is asked for, page by page', async () => {
  const asked: object[] = []
  const list = Array.from({ length: 230 }, (_, index) => index)
  const taken = (count: number) =>
    takePages(
      count,
      async ({ limit, cursor }) => {
        asked.push({ limit, cursor })
        const from = Number(cursor ?? 0)
        const next = from + limit
        return {
          total: list.length,
          next_cursor: next < list.length ? String(next) : null,
          found: list.slice(from, next),
        }
      },
      ({ found }) => found,
    )
  expect(await taken(120)).toEqual({ items: list.slice(0, 120), total: 230, hasMore: true })
  expect(asked).toEqual([
    { limit: 100, cursor: undefined },
    { limit: 20, cursor: '100' },
  ])
  expect(await taken(500)).toEqual({ items: list, total: 230, hasMore: false })
})
