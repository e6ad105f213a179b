import { globSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { entriesOf } from '../../infra/reach/entries-of.ts'
import { placesOf } from '../../infra/reach/places-of.ts'
import { reachedFrom } from '../../infra/reach/reached-from.ts'

const before = process.cwd()
beforeAll(() => process.chdir(`${import.meta.dirname}/../..`))
afterAll(() => process.chdir(before))

const apps = globSync('apps/*/src/main.ts', { cwd: `${import.meta.dirname}/../..` })
  .map((main) => main.split('/')[1] ?? '')
  .filter((app) => app.startsWith('worker-') || ['api', 'keeper', 'mcp'].includes(app))

it.each(apps)('%s reaches no library of other apps', (app) => {
  const reached = [...reachedFrom(entriesOf(app)).libraries].map(
    (link) => link.split('/node_modules/')[1] ?? '',
  )
  expect(reached.length).toBeGreaterThan(3)
  for (const [name, places] of Object.entries(placesOf))
    expect([app, name, reached.includes(name)]).toEqual([app, name, places.includes(app)])
})
