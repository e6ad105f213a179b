/** What watches the hostile runs would see what it is there for. */

import { connect } from 'node:net'
import { startCanaries } from '@async-events/testkit/canaries'
import { describe, expect, it } from 'vitest'
import { leaksOf } from './clean-answer.ts'
import { growing, growthOf } from './growth.ts'
import { preloadNames, readNameTable } from './name-table.ts'
import { type AppResources, allowance, notBack, type Resources } from './resources.ts'

it('a canary hears who dials it, and what for', async () => {
  const canaries = await startCanaries()
  expect(canaries.list.map(({ address }) => address)).toContain('127.0.0.1')
  for (const { address, port } of canaries.list) {
    const socket = connect(port, address, () => socket.write(`GET /u04-${port} HTTP/1.1\r\n\r\n`))
    await new Promise((resolve) => socket.once('close', resolve))
  }
  expect(await canaries.dials()).toEqual(
    canaries.list.map((canary) => ({ ...canary, said: `GET /u04-${canary.port} HTTP/1.1` })),
  )
  await canaries.close()
})

it('one that says nothing is heard as well', async () => {
  const canaries = await startCanaries({ addresses: ['127.0.0.1'] })
  const socket = connect(canaries.list[0]!.port, '127.0.0.1')
  await new Promise((resolve) => socket.once('close', resolve))
  expect(await canaries.dials()).toEqual([{ ...canaries.list[0], said: '' }])
  await canaries.close()
})

describe('an answer that says too much', () => {
  it.each([
    'Error: x\n    at run (a.ts:1:2)',
    'cannot open /var/lib/async/x',
    'open "/tmp/step-1/media"',
    'MongoServerError: E11000 duplicate key',
    'connect ECONNREFUSED 127.0.0.1:6379',
    'getaddrinfo ENOTFOUND x',
    "TypeError: Cannot read properties of undefined (reading 'x')",
    'it lies in /srv/own',
  ])('%s', (text) => expect(leaksOf(text, ['/srv/own'])).not.toEqual([]))

  it.each([
    'The source answered 503',
    'The page asks for a login',
    'install LibreOffice on this worker ("apt-get install libreoffice-impress")',
    'There is nothing at /api/event-job/files/x',
  ])('and one that does not: %s', (text) => expect(leaksOf(text, ['/srv/own'])).toEqual([]))

  it('what the caller said may be said again', () => {
    const text = 'There is no template "/etc/passwd"'
    expect(leaksOf(text, [])).toHaveLength(1)
    expect(leaksOf(text, [], '{"template":"/etc/passwd"}')).toEqual([])
  })
})

const app: AppResources = { pid: 1, rssMb: 100, handles: 40, children: 0 }
const holding = (change: Partial<AppResources>, leftFiles: string[] = []): Resources => ({
  apps: { keeper: { ...app, ...change } },
  leftFiles,
})

describe('what is not back where it was', () => {
  it.each([
    [{ pid: 2 }, 'died'],
    [{ rssMb: 101 + allowance.rssMb }, 'MB'],
    [{ handles: 41 + allowance.handles }, 'open files'],
    [{ children: 1 }, 'processes'],
  ])('%j', (change, words) => {
    const problems = notBack(holding({}), holding(change))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(words)
  })

  it('a file, and nothing at all', () => {
    expect(notBack(holding({}), holding({}, ['step-1/page.html']))).toEqual(['step-1/page.html is left'])
    const most = { rssMb: 100 + allowance.rssMb, handles: 40 + allowance.handles }
    expect(notBack(holding({}), holding(most))).toEqual([])
  })
})

describe('what grows over a run', () => {
  const minute = 60_000
  const over = (minutes: number, held: (at: number) => Partial<AppResources>): string[] =>
    growing(
      growthOf(
        Array.from({ length: 90 }, (_, index) => {
          const at = (index / 90) * minutes * minute
          return { at, resources: holding(held(at / minute)), held: true }
        }),
      ),
    )

  it('is told from what goes up and down', () => {
    expect(over(9, (at) => ({ rssMb: 100 + at * 40 }))).toEqual(['memory of keeper grows: 160, 280, 400 MB'])
    expect(over(9, (at) => ({ rssMb: 100 + (at % 1) * 540 }))).toEqual([])
  })

  it('is seen in an hour if it grows by two megabytes in a minute; what was filled at the start is not', () => {
    expect(over(60, (at) => ({ rssMb: 100 + at * 2.1 }))).toHaveLength(1)
    expect(over(60, (at) => ({ rssMb: 100 + at * 1.9 }))).toEqual([])
    expect(over(60, (at) => ({ rssMb: 100 + Math.min(at * 12, 150) }))).toEqual([])
    expect(over(60, (at) => ({ handles: 40 + Math.round(at / 2) }))).toHaveLength(1)
  })
})

it('names come through an option of Node unharmed', () => {
  const table = { 'a.example': { addresses: ['::1'] }, 'b.example': { first: ['10.0.0.1'], later: [] } }
  const option = preloadNames(table)
  expect(option).not.toMatch(/\s/)
  expect(readNameTable(option.slice('--import='.length))).toEqual(table)
})
